// The small set of signs that people put into messages; whatever else their own keyboard has works, too.

import { h, iconButton } from "./dom.js";
import { openMenu } from "./menu.js";

const SIGNS = [..."😀😂🙂😊😉😍🤔😐😮😢😭😡👍👎👌👏🙏🤝💪👀❤️🔥🎉✅❌❗❓⏰📞📄📷🎤".matchAll(/\p{Emoji}\uFE0F?/gu)].map(([sign]) => sign);

/** A button whose menu calls `write(sign)`. */
export function emojiButton(write) {
  const entries = SIGNS.map((sign) => ({ label: sign, run: () => write(sign) }));
  const button = iconButton("smile", "表情", () => openMenu(button, "表情", entries, "signs"));
  button.setAttribute("aria-haspopup", "menu");
  return button;
}
