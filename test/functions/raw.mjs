/** A command: answers the very text that it got as its event, as a JSON string. */
let text = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (chunk) => {
  text += chunk;
});
process.stdin.on("end", () => process.stdout.write(JSON.stringify(text)));
