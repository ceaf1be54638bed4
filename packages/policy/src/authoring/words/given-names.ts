/** Given names that are no other word, place or month: no "will", "mark", "grant", "may", "paris". */
export const givenNames: ReadonlySet<string> = new Set(
  (
    "alice bob carol dave eve mallory trent oscar peggy aaron adam adrian ahmed aisha alan albert alejandro alex alexander alexandra alexis ali alicia " +
    "alison amanda amelia amir amy ana andrea andrew andy angela anita ann anna anne anthony antonio arjun arthur ashley barbara beatrice ben benjamin " +
    "bernard beth betty bianca bjorn boris brandon brenda brian bruno camille carla carlos caroline catherine cathy cecilia charles charlie chen chloe " +
    "chris christian christina christine christopher claire clara clare claudia colin connor craig cynthia daniel daniela david deborah denise dennis " +
    "derek diana diego dimitri dmitri donald donna doris dorothy douglas duncan dylan edgar edith eduardo edward elena elias elisa elizabeth ella ellen " +
    "elsa emily emma eric erica erik erin ernest esther ethan eva evan evelyn fatima felix fernando fiona francesca francis francisco francois fred " +
    "frederick gabriel gabriela gareth gary george gerald gina giovanni gloria gordon greg gregory guido gustav hannah hans harold harriet hassan heather " +
    "hector heidi helen helena henrik henry herbert howard hugo ian ibrahim igor ingrid irene isabel isabella isabelle ivan jacob jacqueline jake james " +
    "jan jane janet janice jason javier jean jeff jeffrey jennifer jenny jeremy jerome jessica jill jim joan joanna joe joel johan johanna john johnny " +
    "jonas jonathan jorge jose joseph joshua juan judith judy julia julian juliana julie justin kai karen karim karin karl kate katherine kathleen katie " +
    "keith kelly ken kenneth kevin kim kimberly klaus kristin kumar kurt kyle lars laura lauren laurence leila lena leo leon leonard leonardo leroy leslie " +
    "liam lina linda lisa liz lorenzo louis louise luca lucas lucia lucy luis luke lydia magnus malcolm marcel marco marcus margaret maria mariana marie " +
    "mario marion markus martha martin martina mary matteo matthew matthias maurice max maya megan mei melanie melissa mia michael michaela michelle miguel " +
    "mike milan miriam mohamed mohammed molly monica monika muhammad nadia naomi natalia natalie natasha nathan neil nicholas nick nicola nicole nigel nikolai " +
    "nina noah nora norman olga oliver olivia omar otto pablo pamela patricia patrick paul paula pedro peter petra philip philippe phil phoebe pierre priya " +
    "rachel rafael raj rajesh ralph ramon raul raymond rebecca regina ricardo richard rita robert roberto robin roger roland ronald rosa ross roy ruth ryan " +
    "sabine sally sam samantha samir samuel sandra sanjay sara sarah sebastian sergei sergio shannon sharon sheila simon simone sofia sonia sophia sophie " +
    "stefan stella stephanie stephen steve steven stuart susan suzanne sven sylvia tamara tanya tara ted teresa thomas tim timothy tina tobias todd tom tommy " +
    "toni tony tracy ursula valentina valerie vanessa vera veronica victor victoria vincent vivian vladimir walter wanda wei wendy wilhelm william wolfgang " +
    "xavier yasmin yolanda yuki yusuf yvonne zoe"
  ).split(" "),
);
