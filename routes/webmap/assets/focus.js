/* What stands out on the map at the moment, and what does not. A pointer comes first, then what
 * is selected, then the step of the story or the pair of versions of the tab that is open. */
(function (Routes) {
  "use strict";

  function ofStep(data, state) {
    const step = state.tab === "story" && state.step !== null &&
      (data.payload.steps || []).find((each) => each.id === state.step);
    if (!step) return null;
    return { legs: new Set([step.leg]), variants: new Set(step.variants) };
  }

  /* What two versions have in common; where that is nothing, nothing stands out. */
  function ofPair(data, state) {
    const pair = state.tab === "compare" && state.pair &&
      state.pair.map((id) => data.variants.get(id)).filter(Boolean);
    if (!pair || pair.length < 2) return null;
    const shared = pair[0].legs.filter((id) => pair[1].legs.includes(id));
    if (!shared.length) return null;
    return { legs: new Set(shared), variants: new Set(pair.map((each) => each.id)) };
  }

  const one = (legs, variants) =>
    ({ legs: legs && new Set([legs]), variants: variants && new Set([variants]) });

  /* Legs and versions, null for all of them; null where neither is chosen. */
  function chosen(data, state) {
    const { selected, hovered } = state;
    if (hovered && (hovered.leg || hovered.variant)) return one(hovered.leg, hovered.variant);
    if (selected && selected.kind === "leg") return one(selected.id, null);
    if (selected && selected.kind === "variant") return one(null, selected.id);
    if (selected) return null;
    return ofStep(data, state) || ofPair(data, state);
  }

  /* Null where nothing is chosen, else whether a strand stands out. */
  Routes.focus = function (data, state) {
    const what = chosen(data, state);
    if (!what) return null;
    return (leg, variant) => (!what.legs || what.legs.has(leg)) &&
      (!what.variants || what.variants.has(variant));
  };
})((globalThis.Routes = globalThis.Routes || {}));
