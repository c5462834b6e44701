// Files that are dropped on a phone or pasted into it.

const KINDS = ["image", "video"];
const AS = { image: "photo", video: "video" };

/** Calls `take(kind, files)`: pictures and videos as such if there is nothing else, otherwise all as files. */
export function takeFiles(screen, take) {
  let depth = 0; // entering a child comes before leaving its parent
  const mark = (change) => {
    depth = Math.max(0, depth + change);
    screen.classList.toggle("dropping", depth > 0);
  };
  const carries = (event) => event.dataTransfer?.types.includes("Files");
  const on = (name, run) =>
    screen.addEventListener(name, (event) => {
      if (!carries(event) || screen.querySelector(".veil")) return;
      event.preventDefault();
      run(event);
    });
  on("dragenter", () => mark(1));
  on("dragleave", () => mark(-1));
  on("dragover", () => {});
  on("drop", (event) => {
    mark(-depth);
    open(event.dataTransfer.files);
  });
  screen.addEventListener("paste", (event) => {
    if (!event.clipboardData.files.length || screen.querySelector(".veil")) return;
    event.preventDefault();
    open(event.clipboardData.files);
  });

  function open(list) {
    const files = [...list];
    if (files.length) take(kindOf(files), files);
  }
}

function kindOf(files) {
  const common = KINDS.find((kind) => files.every((file) => file.type.startsWith(`${kind}/`)));
  return AS[common] ?? "document";
}
