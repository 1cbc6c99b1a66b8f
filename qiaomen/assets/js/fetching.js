// What is large is fetched when the board that needs it comes into view.

export function loaded(tag, attributes) {
  return new Promise((resolve, reject) => {
    const node = Object.assign(document.createElement(tag), attributes);
    node.addEventListener("load", resolve);
    node.addEventListener("error", reject);
    document.head.append(node);
  });
}

export function inView(board) {
  return new Promise((resolve) => {
    const watch = new IntersectionObserver((seen) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      watch.disconnect();
      resolve();
    });
    watch.observe(board);
  });
}
