// From where a picture is seen, and how one gets there.

import type Sigma from "sigma";
import type { Camera } from "./look";

// Of so many nodes one stands too close to others to be told apart from afar.
const MANY = 300;
const STEP = 0.15;
export const WHOLE: Camera = { x: 0.5, y: 0.5, ratio: 1 };
// Whether the person wants nothing to move by itself.
export const calm = matchMedia("(prefers-reduced-motion: reduce)");

export class Viewpoint {
  constructor(private readonly renderer: Sigma<any, any>) {}

  get camera(): Camera {
    const { x, y, ratio } = this.renderer.getCamera().getState();
    return { x, y, ratio };
  }

  set camera(camera: Camera) {
    this.renderer.getCamera().setState({ ...camera, angle: 0 });
  }

  // Brings an entity into the middle, near enough to tell it apart; one of few that is in sight stays where
  // it is, so that its neighbours do too.
  visit(id: string): void {
    const place = this.renderer.getNodeDisplayData(id);
    if (!place) return;
    const many = this.renderer.getGraph().order > MANY;
    if (!many && this.inSight(place)) return;
    const ratio = Math.min(this.camera.ratio, many ? 0.3 : 1);
    this.glide({ x: place.x, y: place.y, ratio });
  }

  // Moves what is seen by parts of its width and height.
  pan(right: number, up: number): void {
    const { x, y, ratio } = this.camera;
    this.glide({ x: x + right * STEP * ratio, y: y + up * STEP * ratio, ratio });
  }

  // Comes so many times nearer.
  zoom(times: number): void {
    const { x, y, ratio } = this.camera;
    this.glide({ x, y, ratio: ratio / times });
  }

  fit(): void {
    this.glide(WHOLE);
  }

  private inSight(place: { x: number; y: number }): boolean {
    const { x, y } = this.renderer.framedGraphToViewport(place);
    const { width, height } = this.renderer.getDimensions();
    return x > 0 && x < width && y > 0 && y < height;
  }

  private glide(to: Camera): void {
    if (calm.matches) this.camera = to;
    else void this.renderer.getCamera().animate(to, { duration: 200 });
  }
}
