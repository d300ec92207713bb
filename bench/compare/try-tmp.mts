const [dir, ...only] = process.argv.slice(2);
const { PATTERNS } = await import("/work/main/bench/compare/patterns.ts");
const { createWorld } = await import("/work/main/bench/compare/world.ts");
for (const p of PATTERNS) {
  if (only.length && !only.includes(p.id)) continue;
  for (const fault of [undefined, p.fault]) {
    const world = createWorld(fault);
    let out;
    try {
      const { run } = await import(`/work/main/${dir}/patterns/${p.id}.ts`);
      out = await Promise.race([run(p.input, world), new Promise((_, r) => setTimeout(() => r(new Error("HANG")), 15000).unref())]);
    } catch (e) { out = ["REJECTS", String(e), e?.stack?.slice(0,600)]; }
    console.log(p.id, fault ? "FAULT" : "ok", JSON.stringify(out)?.slice(0, 900), JSON.stringify(world.calls));
  }
}
