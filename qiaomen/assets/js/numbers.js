// Line numbers beside a text of many lines, since mistakes in it are told by their line.

for (const text of document.querySelectorAll("[data-numbered] textarea")) {
  const gutter = document.createElement("div");
  const both = document.createElement("div");
  gutter.className = "desk-gutter";
  gutter.setAttribute("aria-hidden", "true");
  both.className = "desk-numbered";
  text.replaceWith(both);
  both.append(gutter, text);
  text.wrap = "off"; // a line that is folded would have two numbers' height

  const follow = () => {
    gutter.scrollTop = text.scrollTop;
  };
  const count = () => {
    const lines = text.value.split("\n").length;
    gutter.textContent = Array.from({ length: lines }, (_, line) => line + 1).join("\n");
    follow();
  };
  text.addEventListener("input", count);
  text.addEventListener("scroll", follow);
  count();
}
