// Runs first in a context of its own, where a function is computed: takes away what is not the same each time or leads
// elsewhere, counts built-ins whose work grows with what they are given, and freezes the rest so that no call leaves a trace.
(() => {
  "use strict";
  let left = Infinity;
  let isOver = false;
  const { Array, Date, Error, JSON, Map, Math, Number, Object, Proxy, RangeError, Reflect, RegExp, Set, String, Symbol, TypeError } =
    globalThis;
  const { apply, construct, ownKeys, getOwnPropertyDescriptor } = Reflect;
  const { defineProperty, freeze } = Object;
  const { isArray } = Array;
  const [sizeOfMap, sizeOfSet] = [Map, Set].map(({ prototype }) => getOwnPropertyDescriptor(prototype, "size").get);

  // Made once and without a trace: code that catches it again and again is over no later for it.
  Error.stackTraceLimit = 0;
  const tooMany = new RangeError("too many steps");
  const spend = (steps) => {
    left -= steps;
    if (left >= 0) return;
    isOver = true;
    throw tooMany;
  };
  const isList = (value) => typeof value === "string" || isArray(value);
  const sizeOf = (value) => {
    if (isList(value)) return value.length;
    if (typeof value !== "object" || value === null) return 0;
    if (value instanceof Map) return apply(sizeOfMap, value, []);
    return value instanceof Set ? apply(sizeOfSet, value, []) : ownKeys(value).length;
  };
  const lengthOf = (given) => (given > 0 ? +given : 0);

  // To copy or compare a text is quicker by far than to go through a list.
  const CHARACTERS_PER_STEP = 16;
  const stepsOf = (text) => (typeof text === "string" ? text.length / CHARACTERS_PER_STEP : 0);
  const stepsOfTexts = (list) => {
    let steps = 0;
    for (let index = 0; index < list.length; index++) steps += stepsOf(list[index]);
    return steps;
  };
  /** What only says how long it is, is as long as it likes. */
  const mustBeList = (value) => {
    if (!isList(value)) throw new TypeError("not a list");
  };

  // What a call costs beyond the sizes of what it is given, told before it is made. Here nothing is called that counts itself, and
  // nothing is gone through by its iterator.
  const { prototype: texts } = String;
  const { prototype: lists } = Array;
  const { apply: applied } = Function.prototype;
  const sourceOf = getOwnPropertyDescriptor(RegExp.prototype, "source").get;
  const { includes } = texts;
  const isPattern = (value) => typeof value === "object" && value instanceof RegExp;
  /** A pattern that repeats may begin anew at every character and go through all that follow. */
  const matching = (pattern, text) => {
    const source = apply(sourceOf, pattern, []);
    const repeats = apply(includes, source, ["*"]) || apply(includes, source, ["+"]) || apply(includes, source, ["{"]);
    return repeats ? (sizeOf(text) * sizeOf(text)) / 64 : sizeOf(text);
  };
  const replaced = (self, given) => {
    const by = given[1];
    const each = typeof by === "string" ? by.length * (apply(includes, by, ["$"]) ? sizeOf(self) : 1) : 0;
    return (sizeOf(self) * each) / CHARACTERS_PER_STEP + (isPattern(given[0]) ? matching(given[0], self) : 0);
  };
  const matched = (self, given) => {
    if (!isPattern(given[0])) throw new TypeError("a pattern is written in the code");
    return matching(given[0], self);
  };
  const executed = (self, given) => (isPattern(self) ? matching(self, given[0]) : 0);
  const inTexts = (self) => stepsOfTexts(self);
  const mustNotSpread = (value) => {
    if (typeof value === "object" && value !== null && !isArray(value) && value[isConcatSpreadable]) mustBeList(value);
  };
  const { isConcatSpreadable } = Symbol;
  const concatenated = (self, given) => {
    mustNotSpread(self);
    for (let index = 0; index < given.length; index++) mustNotSpread(given[index]);
    return 0;
  };
  const EXTRA = new Map([
    [texts.repeat, (self, given) => sizeOf(self) * lengthOf(given[0])],
    [texts.padStart, (_self, given) => lengthOf(given[0])],
    [texts.padEnd, (_self, given) => lengthOf(given[0])],
    [texts.replace, replaced],
    [texts.replaceAll, replaced],
    [texts.match, matched],
    [texts.matchAll, matched],
    [texts.search, matched],
    [texts.split, (self, given) => (isPattern(given[0]) ? matching(given[0], self) : 0)],
    [RegExp.prototype.exec, executed],
    [RegExp.prototype.test, executed],
    [lists.join, (self, given) => inTexts(self) + sizeOf(self) * stepsOf(given[0])],
    [lists.toString, inTexts],
    [lists.sort, inTexts],
    [lists.toSorted, inTexts],
    [lists.indexOf, inTexts],
    [lists.lastIndexOf, inTexts],
    [lists.includes, inTexts],
    [lists.concat, concatenated],
    [Array.from, (_self, given) => lengthOf(given[0]?.length)],
    [applied, (_self, given) => mustBeList(given[1] ?? []) ?? 0],
    [apply, (_self, given) => mustBeList(given[2]) ?? 0],
    [construct, (_self, given) => mustBeList(given[1]) ?? 0],
  ]);
  const counted = (work) =>
    new Proxy(work, {
      apply(target, self, given) {
        if (LISTED.has(target)) mustBeList(self);
        let steps = 1 + sizeOf(self);
        for (let index = 0; index < given.length; index++) steps += sizeOf(given[index]);
        spend(steps + (EXTRA.get(target)?.(self, given) ?? 0));
        const result = apply(target, self, isReplacing(target, given) ? [given[0], measured(given[1])] : given);
        spend(stepsOf(result));
        return result;
      },
    });
  const isReplacing = (target, given) =>
    (target === texts.replace || target === texts.replaceAll) && typeof given[1] === "function";
  /** What a function puts in place of each match. */
  const measured =
    (by) =>
    (...match) =>
      gone(apply(by, undefined, match));
  /** A text the language itself made or goes through. */
  const gone = (value) => {
    if (typeof value === "string" && value.length > CHARACTERS_PER_STEP) spend(value.length / CHARACTERS_PER_STEP);
    return value;
  };

  // Whatever goes into what is nested counts on its way: a list that holds the same one twice is short and has no end of leaves.
  const flatten = (into, list, depth) => {
    spend(1 + list.length);
    for (let index = 0; index < list.length; index++) {
      if (!(index in list)) continue;
      if (depth > 0 && isArray(list[index])) flatten(into, list[index], depth - 1);
      else into[into.length] = list[index];
    }
    return into;
  };
  const { map } = lists;
  const { parse, stringify } = JSON;
  const nested = {
    flat(depth = 1) {
      return flatten([], this, depth);
    },
    flatMap(make, self) {
      return flatten([], apply(map, this, [make, self]), 1);
    },
    stringify(value, replacer, space) {
      const isSpaced = space !== undefined && space !== null && typeof space !== "object";
      if (isArray(replacer) || isSpaced) throw new TypeError("JSON is written whole and without spaces");
      return stringify(value, function (key, held) {
        const given = typeof replacer === "function" ? apply(replacer, this, [key, held]) : held;
        const leaf = given instanceof String ? `${given}` : given;
        spend(1 + key.length + (typeof leaf === "string" ? leaf.length : 0));
        return leaf;
      });
    },
  };
  Object.assign(Array.prototype, { flat: nested.flat, flatMap: nested.flatMap });
  JSON.stringify = nested.stringify;
  const LISTED = new Set(ownKeys(lists).map((name) => lists[name]));
  // Whatever the language has counts by the size of what it is given, but for what is the same work whatever that is: what is
  // not named here counts, also where a later version of the language adds it. A part of a text is not copied.
  const SHORT = new Map(
    [
      [texts, "at charAt charCodeAt codePointAt substring slice valueOf toString"],
      [lists, "at push pop"],
      [Map.prototype, "get set has delete"],
      [Set.prototype, "has add delete"],
      [Function.prototype, "call bind toString"],
      [Object.prototype, "hasOwnProperty isPrototypeOf propertyIsEnumerable valueOf toString"],
      [Object, "is getPrototypeOf"],
      [Array, "isArray of"],
      [Reflect, "get set has getPrototypeOf"],
      [Number, "isInteger isFinite isNaN isSafeInteger"],
    ].map(([holder, names]) => [holder, new Set(names.split(" "))]),
  );
  /** Of these nothing depends on the size of what is given: numbers, dates, names. */
  const countAll = (holder) => {
    for (const name of ownKeys(holder)) {
      const { value, writable } = getOwnPropertyDescriptor(holder, name);
      const isCounted = typeof value === "function" && writable && name !== "constructor" && !SHORT.get(holder)?.has(name);
      if (isCounted) holder[name] = counted(value);
    }
  };
  for (const { prototype } of [String, Array, RegExp, Map, Set, Function, Object]) countAll(prototype);
  for (const holder of [String, Array, Map, Set, Object, Reflect, JSON, Number]) countAll(holder);
  for (const name of ["parseInt", "parseFloat", "isNaN", "isFinite"]) globalThis[name] = counted(globalThis[name]);
  delete String.raw;
  delete RegExp.prototype.compile;
  const madeOfText = (work) => new Proxy(work, { apply: (target, self, given) => (spend(1 + stepsOf(given[0])), apply(target, self, given)) });
  const OwnNumber = madeOfText(Number);
  Number.prototype.constructor = OwnNumber;
  /** A pattern in the code was looked at as it was loaded, and may be copied; one made of a text may go back without end. */
  const copyPattern = (target, given) => {
    if (!isPattern(given[0])) throw new TypeError("a pattern is written in the code");
    return construct(target, given);
  };
  const OwnRegExp = new Proxy(RegExp, {
    apply: (target, _self, given) => copyPattern(target, given),
    construct: copyPattern,
  });
  RegExp.prototype.constructor = OwnRegExp;

  // An array made by its length alone is as much work as filling it.
  const makeArray = (target, given, newTarget) => {
    spend(1 + (given.length === 1 ? lengthOf(given[0]) : given.length));
    return construct(target, given, newTarget);
  };
  const OwnArray = new Proxy(Array, {
    apply: (target, _self, given) => makeArray(target, given, target),
    construct: makeArray,
  });
  Array.prototype.constructor = OwnArray;
  const holding = (target) => {
    const Own = new Proxy(target, {
      construct(_target, given, newTarget) {
        spend(1 + sizeOf(given[0]));
        return construct(target, given, newTarget);
      },
    });
    target.prototype.constructor = Own;
    return Own;
  };
  const [OwnMap, OwnSet] = [Map, Set].map(holding);

  // A date that is told is the same everywhere; the present one, and those of a time zone, are not.
  const PresentTime = () => {
    throw new RangeError("a function has no clock");
  };
  const OwnDate = new Proxy(Date, {
    apply: PresentTime,
    construct: (target, given, newTarget) =>
      given.length === 1 && (typeof given[0] === "number" || /^\d{4}-\d{2}-\d{2}(T[\d:.]+Z)?$/.test(given[0]))
        ? construct(target, given, newTarget === OwnDate ? target : newTarget)
        : PresentTime(),
  });
  delete Date.now;
  for (const name of ownKeys(Date.prototype)) {
    const isTold = typeof name === "string" && /UTC|ISO|^getTime$|^setTime$|^valueOf$|^toJSON$|^constructor$/.test(name);
    if (!isTold) delete Date.prototype[name];
  }
  Date.prototype.constructor = OwnDate;
  delete Math.random;
  for (const { prototype } of [Object, Array, Number, String]) delete prototype.toLocaleString;
  for (const name of ["localeCompare", "toLocaleLowerCase", "toLocaleUpperCase", "normalize"]) delete String.prototype[name];

  const KEPT = new Set(
    [
      "Object Function Array Number parseFloat parseInt Infinity NaN undefined Boolean String Symbol Error AggregateError",
      "EvalError RangeError ReferenceError SyntaxError TypeError URIError JSON Math Map Set WeakMap WeakSet Date RegExp",
      "isFinite isNaN Reflect",
    ].flatMap((names) => names.split(" ")),
  );
  const kept = globalThis;
  for (const name of ownKeys(kept)) if (!KEPT.has(name)) delete kept[name];
  kept.Array = OwnArray;
  kept.Number = OwnNumber;
  kept.RegExp = OwnRegExp;
  kept.Date = OwnDate;
  kept.Map = OwnMap;
  kept.Set = OwnSet;

  // What is frozen may still be given another value in an object that inherits from it.
  const yielding = (holder, name, value) =>
    defineProperty(holder, name, {
      get: () => value,
      set(own) {
        if (this === holder) throw new TypeError("frozen");
        defineProperty(this, name, { value: own, writable: true, enumerable: true, configurable: true });
      },
      configurable: false,
    });
  for (const holder of [Object.prototype, Error.prototype]) {
    for (const name of ownKeys(holder)) {
      const { value, configurable } = getOwnPropertyDescriptor(holder, name);
      if (value !== undefined && configurable) yielding(holder, name, value);
    }
  }
  const seen = new Set();
  const freezeAll = (value) => {
    if ((typeof value !== "object" && typeof value !== "function") || value === null || seen.has(value)) return;
    seen.add(value);
    freezeAll(Reflect.getPrototypeOf(value));
    for (const name of ownKeys(value)) {
      const { get, set, value: held } = getOwnPropertyDescriptor(value, name);
      for (const one of [get, set, held]) freezeAll(one);
    }
    freeze(value);
  };
  // Handed over by name: nothing a function does reaches the context's own global, whose names are slow to look up.
  const globals = {};
  for (const name of ownKeys(kept)) {
    freezeAll(kept[name]);
    if (/^(undefined|NaN|Infinity)$/.test(name)) continue;
    globals[name] = kept[name];
    delete kept[name];
  }
  for (const sample of [[].values(), "".matchAll(/a/g), new Map().keys(), new Set().keys(), (function* () {})(), ""[Symbol.iterator]()])
    freezeAll(Reflect.getPrototypeOf(sample));

  const step = () => spend(1);
  const isTooDeep = (error) => error instanceof RangeError && error.message === "Maximum call stack size exceeded";
  /** What ends a call is not to be caught, nor a recursion without end, whose depth is not the same each time. */
  const caught = (error) => {
    if (!isOver && !isTooDeep(error)) return;
    isOver = true;
    left = -1;
    throw tooMany;
  };
  const spread = (value) => {
    spend(sizeOf(value));
    return value;
  };
  /** Evaluates the module anew and calls what it exports. Text in, text out: nothing of one context is known to the other. */
  const run = (load, name, input, steps) => {
    const given = parse(input);
    isOver = false;
    left = steps;
    try {
      const text = nested.stringify(load(step, spread, caught, gone, globals)[name](given));
      return isOver ? { isOver } : { text };
    } catch (error) {
      return isOver || isTooDeep(error) ? { isOver: true } : reasonOf(error);
    }
  };
  const REASON_MAX = 1_000;
  /** An error's text may be code of the function too: it counts on. */
  const reasonOf = (error) => {
    try {
      const reason = `${error instanceof Error ? error.message : error}`.slice(0, REASON_MAX);
      return isOver ? { isOver } : { reason };
    } catch {
      return isOver ? { isOver } : { reason: "its error has no text" };
    }
  };
  return { names: Object.keys(globals), run };
})();
