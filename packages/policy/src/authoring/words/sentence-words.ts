/** Words that make sentences, say a verdict, join or compare: they name nothing, so no policy has to hold them. */
export const sentenceWords: ReadonlySet<string> = new Set(
  (
    "a an the this that these those it its they them their theirs there here we our us you your i he she his her hers himself herself itself themselves oneself own " +
    "is are was were be been being am do does did done doing has have had having may can could should shall must will would might need needs needed ought get gets got " +
    "to of for in on at by with from into onto upon as about than then hence therefore thus so too also very just please not no never nor neither none any all every each some both either " +
    "and or but yet out off over under above below between among within without through throughout via against toward towards per up down after before until till since during while " +
    "if unless when whenever where wherever whether except excepting excluding including besides apart aside other others another else otherwise instead rather only solely just exclusively " +
    "who whom whose which what how whoever anyone anybody everyone everybody someone somebody nobody everything anything nothing " +
    "allow allows allowed allowing permit permits permitted permitting permission authorize authorizes authorized authorise let lets grant grants granted granting give gives given enable enabled " +
    "block blocks blocked blocking deny denies denied denying denial forbid forbids forbidden forbidding disallow disallowed prevent prevents prevented prohibit prohibits prohibited reject rejects rejected " +
    "refuse refused refuses decline declined ban banned bar barred stop stops disable disabled restrict restricted restricts limit limited limits reserve reserved require requires required requirement " +
    "ensure make sure entitled free able unable ability right rights access accessing accessible use uses used using usage call calls called calling invoke invoked invoking run perform performed performing execute executed " +
    "possible impossible ok okay fine acceptable accepted unacceptable available open legal illegal prohibited lawful eligible welcome empowered cleared supposed expected meant " +
    "user users caller callers principal principals person people identity identities ask asks agent agents requester requesters client clients authenticated authentication logged login token " +
    "tool tools action actions operation operations function functions request requests requested api target targets gateway endpoint policy rule " +
    "role roles group groups scope scopes claim claims department tier username name named email member members " +
    "equal equals equaling equalling same identical match matches matching matched correspond corresponds different differs differ differing contain contains containing contained appear appears appearing occur occurs include includes included " +
    "start starts starting begin begins beginning end ends ending prefix suffix prefixed set sets setting value values like one ones two " +
    "less lower lesser fewer smaller more greater higher larger bigger least most maximum max minimum min exceed exceeds exceeding exceeded excess beyond up upto cap capped ceiling limit strictly inclusive exclusive included bounds both ends exactly precisely " +
    "provided provide provides providing specified specify specifies present supplied supply stated missing absent omitted blank empty filled attached comes come coming carry carries carrying holds hold holding held exists exist " +
    "true false yes provided given long soon only emergency shutdown always ever time times utc gmt hours hour business daily day days every date dates " +
    "case cases condition conditions circumstances event way manner addition additionally moreover furthermore likewise similarly means meaning namely words word i.e e.g etc regardless irrespective matter whatever whichever " +
    "longer shorter lighter heavier older younger cheaper dearer warmer colder hotter cooler faster slower wider narrower deeper taller later earlier sooner once onwards onward outside inside worth costing takes take took taking lasts lasted lasting " +
    "stay stays remain remains keep keeps lies lie fall falls go goes going made make makes making recorded record issue issued initiate initiated carried defined argument arguments field fields parameter id lack lacks lacking endpoints " +
    "aged weigh weighs weighing measure measures measuring cost costs spend spends exception exceptions obtained obtains states entered mentioned mentions left giving gave total totals kept refrain refrains refraining sum sums " +
    "january february march april june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec date today " +
    "iam account accounts arn aws assume assumes assumed assuming service following list listed new existing certain respective respectively concerned involved said such hereby strictly expressly explicitly"
  ).split(" "),
);
