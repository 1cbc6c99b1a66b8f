// A photo as it is sent: small enough for a bad line, and without position or device, which a canvas drops.

const SIDE = 1600; // pixels of the longer side: a meter can still be read
const QUALITY = 0.8;

export async function shrink(file) {
  let picture;
  try {
    picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return file; // this browser cannot read it; the office looks at it and says so
  }
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const small = await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  canvas.width = canvas.height = 0; // gives the memory back at once, of which such phones have little
  return small ?? file;
}

export const ending = (blob) => (blob.type === "image/jpeg" ? ".jpg" : "");
