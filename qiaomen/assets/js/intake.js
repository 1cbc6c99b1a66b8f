// A short answer was taken into the reply: its first {blank} is selected, ready to be written over.

const reply = document.querySelector("textarea[autofocus]");
const blank = reply?.value.match(/[{｛][^{}｛｝\n]+[}｝]/);
if (blank) {
  reply.focus();
  reply.setSelectionRange(blank.index, blank.index + blank[0].length);
}
