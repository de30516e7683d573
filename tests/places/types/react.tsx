import { createRef } from "react";
import "windrow/element";
import type { WindrowPreview } from "windrow/element";

const ref = createRef<WindrowPreview>();
export const preview = (
  <windrow-preview
    ref={ref}
    key="a"
    className="b"
    spec={{ max: { bytes: 10 } }}
    onplan={({ detail }) => console.log(detail.plan.length)}
  />
);
export const prompts = <windrow-prompts style={{ color: "red" }} ongo={({ detail }) => console.log(detail.prompt.toFixed())} />;
// @ts-expect-error there is no such amount
export const amount = <windrow-preview spec={{ max: 10 }} />;
// @ts-expect-error a plan is made, and not given
export const plan = <windrow-preview plan={undefined} />;
// @ts-expect-error a plan event tells of a plan
export const event = <windrow-preview onplan={({ detail }) => detail.plans} />;
