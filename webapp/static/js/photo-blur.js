// Faces made unrecognisable, on this device: what is painted over becomes a few flat blocks of the mean colour of what
// was there, and only that picture leaves the device. A region has at most five blocks a side, so a face keeps nothing
// that could be sharpened again. Loaded when somebody blurs; `blurPhoto` gives a JPEG, or null when it was left.
const LONGEST = 2400;
const BLOCKS = 5;
const STEP = 0.03;

function canvasOf(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas;
}

async function drawn(source) {
  const picture = await createImageBitmap(source, { imageOrientation: "from-image" });
  const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
  const canvas = canvasOf(picture.width * scale, picture.height * scale);
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.fillStyle = "white";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  return canvas;
}

// A stroke is its points and width, or a rectangle. Its box is the region it covers.
function boxOf({ points, width, rect }) {
  if (rect) return [rect.x, rect.y, rect.x + rect.w, rect.y + rect.h];
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const half = width / 2;
  return [Math.min(...xs) - half, Math.min(...ys) - half, Math.max(...xs) + half, Math.max(...ys) + half];
}

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const union = (a, b) => [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];

// Strokes that touch are one region: a face painted in ten small strokes is as coarse as one painted in one.
export function regionsOf(strokes) {
  let regions = [];
  for (const stroke of strokes) {
    let region = { box: boxOf(stroke), strokes: [stroke] };
    let others = regions;
    do {
      regions = others;
      for (const other of regions.filter((one) => overlap(one.box, region.box))) {
        region = { box: union(other.box, region.box), strokes: [...other.strokes, ...region.strokes] };
      }
      others = regions.filter((one) => !overlap(one.box, region.box));
    } while (others.length < regions.length);
    regions = [...others, region];
  }
  return regions;
}

function paint(pen, stroke) {
  if (stroke.rect) return pen.fillRect(stroke.rect.x, stroke.rect.y, stroke.rect.w, stroke.rect.h);
  pen.lineWidth = stroke.width;
  pen.lineCap = pen.lineJoin = "round";
  pen.beginPath();
  stroke.points.forEach(([x, y], index) => pen[index ? "lineTo" : "moveTo"](x, y));
  if (stroke.points.length === 1) pen.lineTo(stroke.points[0][0] + 0.1, stroke.points[0][1]);
  pen.stroke();
}

// The mean colours of a region's blocks, from its pixels.
function blocksOf(picture, x, y, width, height) {
  const side = Math.max(width, height) / BLOCKS;
  const columns = Math.max(1, Math.round(width / side));
  const rows = Math.max(1, Math.round(height / side));
  const { data } = picture.getContext("2d", { willReadFrequently: true }).getImageData(x, y, width, height);
  const sums = Array.from({ length: columns * rows }, () => [0, 0, 0, 0]);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const column = Math.min(columns - 1, Math.floor(((pixel % width) * columns) / width));
    const row = Math.min(rows - 1, Math.floor((Math.floor(pixel / width) * rows) / height));
    const sum = sums[row * columns + column];
    for (let colour = 0; colour < 3; colour += 1) sum[colour] += data[pixel * 4 + colour];
    sum[3] += 1;
  }
  const small = canvasOf(columns, rows);
  const pen = small.getContext("2d");
  sums.forEach(([red, green, blue, count], index) => {
    pen.fillStyle = `rgb(${red / count} ${green / count} ${blue / count})`;
    pen.fillRect(index % columns, Math.floor(index / columns), 1, 1);
  });
  return small;
}

function blurRegion(result, picture, { box, strokes }) {
  const x = Math.max(0, Math.floor(box[0]));
  const y = Math.max(0, Math.floor(box[1]));
  const width = Math.min(picture.width, Math.ceil(box[2])) - x;
  const height = Math.min(picture.height, Math.ceil(box[3])) - y;
  if (width < 1 || height < 1) return;
  const layer = canvasOf(width, height);
  const pen = layer.getContext("2d");
  pen.translate(-x, -y);
  strokes.forEach((stroke) => paint(pen, stroke));
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.globalCompositeOperation = "source-in";
  pen.imageSmoothingEnabled = true;
  pen.drawImage(blocksOf(picture, x, y, width, height), 0, 0, width, height);
  result.drawImage(layer, x, y);
}

export async function blurPhoto(dialog, source) {
  const picture = await drawn(source); // what this browser cannot open is refused here
  const canvas = dialog.querySelector("canvas");
  const part = (name) => dialog.querySelector(`[data-blur-${name}]`);
  const strokes = [];
  const rect = { x: picture.width * 0.4, y: picture.height * 0.35, w: picture.width * 0.2, h: picture.width * 0.2 };
  let current = null;
  let byKeys = false;
  canvas.width = picture.width;
  canvas.height = picture.height;
  const pen = canvas.getContext("2d");
  const width = () => (Number(part("size").value) / 100) * Math.max(picture.width, picture.height);
  const fit = () => {
    const stage = canvas.parentElement.getBoundingClientRect();
    const scale = Math.min(stage.width / picture.width, stage.height / picture.height);
    canvas.style.inlineSize = `${picture.width * scale}px`;
    canvas.style.blockSize = `${picture.height * scale}px`;
  };

  function render() {
    pen.drawImage(picture, 0, 0);
    for (const region of regionsOf(strokes)) blurRegion(pen, picture, region);
    part("undo").disabled = strokes.length === 0;
  }

  function overlay() {
    if (!byKeys) return;
    pen.lineWidth = Math.max(4, picture.width / 200);
    for (const [colour, dash] of [["white", []], ["black", [pen.lineWidth * 2]]]) {
      pen.strokeStyle = colour;
      pen.setLineDash(dash);
      pen.strokeRect(rect.x, rect.y, rect.w, rect.h);
    }
    pen.setLineDash([]);
  }

  function refresh() {
    render();
    overlay();
  }

  const pointOf = (event) => {
    const shown = canvas.getBoundingClientRect();
    return [((event.clientX - shown.left) / shown.width) * picture.width, ((event.clientY - shown.top) / shown.height) * picture.height];
  };

  function down(event) {
    event.preventDefault();
    byKeys = false;
    canvas.setPointerCapture(event.pointerId);
    current = { points: [pointOf(event)], width: width() };
    render();
    trace();
  }

  function trace() {
    pen.strokeStyle = "rgb(255 255 255 / 35%)";
    paint(pen, { points: current.points.slice(-2), width: current.width });
  }

  function moving(event) {
    if (!current) return;
    current.points.push(pointOf(event));
    trace();
  }

  function up() {
    if (!current) return;
    add(current);
    current = null;
  }

  function add(stroke) {
    strokes.push(stroke);
    refresh();
    part("said").textContent = `${part("said").dataset.word} (${strokes.length})`;
  }

  function key(event) {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!way && event.key !== "Enter") return;
    event.preventDefault();
    if (!way) return add({ rect: { ...rect } });
    byKeys = true;
    const step = Math.max(picture.width, picture.height) * STEP;
    const [first, second] = event.shiftKey ? ["w", "h"] : ["x", "y"];
    rect[first] = Math.max(event.shiftKey ? step : 0, rect[first] + way[0] * step);
    rect[second] = Math.max(event.shiftKey ? step : 0, rect[second] + way[1] * step);
    rect.x = Math.min(rect.x, picture.width - step);
    rect.y = Math.min(rect.y, picture.height - step);
    refresh();
  }

  function undo() {
    strokes.pop();
    refresh();
    if (part("undo").disabled) canvas.focus();
  }

  const finish = new AbortController();
  const on = (target, kind, act) => target.addEventListener(kind, act, { signal: finish.signal });
  dialog.showModal();
  fit();
  refresh();
  return new Promise((resolve) => {
    const close = (result) => {
      finish.abort();
      dialog.close();
      canvas.width = canvas.height = 1;
      resolve(result);
    };
    on(canvas, "pointerdown", down);
    on(canvas, "pointermove", moving);
    on(canvas, "pointerup", up);
    on(canvas, "pointercancel", up);
    on(canvas, "keydown", key);
    on(window, "resize", fit);
    on(part("undo"), "click", undo);
    on(part("cancel"), "click", () => close(null));
    on(dialog, "cancel", () => close(null));
    on(part("done"), "click", () => {
      byKeys = false;
      render();
      if (strokes.length === 0) return close(null);
      canvas.toBlob(close, "image/jpeg", 0.9);
    });
  });
}
