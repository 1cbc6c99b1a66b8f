// A button that fills in where this device is; without one, or refused, the field stays to be typed or left empty.

if ("geolocation" in navigator) {
  for (const box of document.querySelectorAll(".position")) {
    const field = box.querySelector("input");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = box.dataset.take;
    button.addEventListener("click", () => {
      navigator.geolocation.getCurrentPosition(({ coords }) => {
        field.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        field.dispatchEvent(new Event("change"));
      });
    });
    field.after(button);
  }
}
