/** The longer side of a picture that was made smaller: a meter or a sheet of paper can still be read. */
const LONGER_SIDE = 2400;
const QUALITY = 0.85;

/** A picture as a smaller JPEG. `undefined` where the browser cannot read it. */
export async function shrink(picture: Blob): Promise<Blob | undefined> {
  const image = await createImageBitmap(picture).catch(() => undefined);
  if (image === undefined) return undefined;
  const scale = Math.min(1, LONGER_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  const paper = canvas.getContext('2d');
  if (paper !== null) {
    // A JPEG knows no transparency: what shows through would become black, with the dark letters on it.
    paper.fillStyle = 'white';
    paper.fillRect(0, 0, canvas.width, canvas.height);
    paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  }
  image.close();
  const made = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', QUALITY);
  });
  return made ?? undefined;
}
