import "windrow/element";

const preview = document.querySelector("windrow-preview")!;
preview.spec = { max: { bytes: 32_000 }, gap: "6h" };
preview.addEventListener("plan", ({ detail }) => console.log(detail.plan.length, detail.stats.windows));
// @ts-expect-error a plan event tells of a plan
preview.addEventListener("plan", ({ detail }) => detail.plans);
// @ts-expect-error there is no such amount
preview.spec = { max: 10 };
