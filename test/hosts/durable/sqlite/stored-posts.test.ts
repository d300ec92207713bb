import { expect, it } from "vitest";
import { beginning } from "../../../../src/hosts/conformance/journal-samples.ts";
import { makeParts } from "./stored.ts";

it("keeps a post until it has its one result", () => {
  const { posts, appending } = makeParts();
  appending.append(beginning("a"));
  const [first, second] = [posts.add("a", "1"), posts.add("a", "2")];
  expect(posts.open()).toEqual([first, second]);
  posts.settle(first.id, '"yes"');
  posts.settle(first.id, '"yes"');
  expect(posts.open()).toEqual([second]);
  expect(posts.find(first.id)).toEqual({ ...first, result: '"yes"' });
  expect(() => posts.settle(first.id, '"no"')).toThrow("Post 1 has another result already.");
  expect(() => posts.settle(9, '"no"')).toThrow("There is no post 9.");
  expect(() => posts.add("b", "1")).toThrow("There is no run b: it never began.");
  expect(posts.find(9)).toBeUndefined();
});

it("finds a post that is not what was left", () => {
  const { db, posts, appending } = makeParts();
  appending.append(beginning("a"));
  const { id } = posts.add("a", '"reject"');
  db.exec(`UPDATE posts SET text = '"approve"'`);
  expect(() => posts.find(id)).toThrow("post 1 for run a is not what was stored");
  expect(() => posts.open()).toThrow("JOURNAL_CORRUPT");
});
