// Editors of text in colours, for queries and for Turtle.
//
// Each stands in a shadow root: there CodeMirror brings its styles as sheets that were made by a
// script, which the page's policy lets, while it would refuse the style element of a document.

import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { type Diagnostic, lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, Prec, type Transaction } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { el } from "../dom";
import { completions } from "./completing";
import type { Known } from "./known";

export interface Place {
  // Both count from 1; a column counts characters.
  line: number;
  column: number;
}

interface QueryEditor {
  box: HTMLElement;
  text(): string;
  // Replaces the text, which can be undone.
  write(text: string): void;
  // Marks a place as wrong, or none.
  mark(place: Place | null, why: string): void;
  go(place: Place): void;
}

const COLOURS = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-word)", fontWeight: "650" },
  { tag: [tags.standard(tags.variableName), tags.function(tags.variableName)], color: "var(--code-word)" },
  { tag: tags.local(tags.variableName), color: "var(--code-variable)" },
  { tag: [tags.atom, tags.meta], color: "var(--code-name)" },
  { tag: tags.string, color: "var(--code-text)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const LOOK = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--sheet)",
    fontSize: "0.9rem",
    maxHeight: "var(--code-most)",
    borderRadius: "inherit",
  },
  "&.cm-focused": { outline: "2px solid var(--link)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", lineHeight: "1.55", overflow: "auto" },
  ".cm-content": { minHeight: "var(--code-height)", caretColor: "var(--ink)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { color: "var(--soft)", backgroundColor: "var(--sheet)", border: "none" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "transparent" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--selected)",
  },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--mark)", color: "var(--mark-ink)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--no)", color: "var(--no-ink)" },
  ".cm-specialChar": { color: "var(--no-ink)" },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--sheet)",
    border: "1px solid var(--line)",
    borderRadius: "0.4rem",
    boxShadow: "0 0.5rem 1.5rem #0003",
    maxWidth: "min(32rem, 90vw)",
  },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "inherit", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "0.2rem 0.6rem", lineHeight: "1.4" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": {
    color: "var(--ink)",
    background: "var(--hover)",
    boxShadow: "inset 3px 0 var(--link)",
  },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "650" },
  ".cm-completionInfo": { padding: "0.5rem 0.7rem", fontSize: "0.85rem", lineHeight: "1.4" },
  ".cm-completionInfo p": { margin: "0 0 0.3rem" },
  ".cm-completionInfo .example": { color: "var(--soft)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--no-ink)" },
});

export function queryEditor(known: Known, text: string, run: () => void): QueryEditor {
  const view = edited(text, "SPARQL query", [
    Prec.highest(keymap.of([{ key: "Mod-Enter", run: () => (run(), true) }])),
    StreamLanguage.define(sparql),
    EditorView.domEventHandlers({ beforeinput: typeOver }),
    history(),
    indentOnInput(),
    closeBrackets(),
    highlightActiveLine(),
    autocompletion({ override: completions(known), icons: false, maxRenderedOptions: 60 }),
    lintGutter(),
    EditorView.contentAttributes.of({ spellcheck: "false", "aria-keyshortcuts": "Control+Enter Meta+Enter" }),
    // Tab is not among these: it leads on to what follows, as everywhere on the page.
    keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap]),
  ]);
  return {
    box: boxOf(view, "query"),
    text: () => view.state.doc.toString(),
    write(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    mark(place, why) {
      view.dispatch(setDiagnostics(view.state, place ? [diagnostic(view.state, place, why)] : []));
    },
    go(place) {
      view.dispatch({ selection: { anchor: offset(view.state, place) }, scrollIntoView: true });
      view.focus();
    },
  };
}

// Turtle to read, of any length: only what is seen of it is on the page.
export function turtleText(text: string): HTMLElement {
  const view = edited(text, "Turtle", [
    // Its words are those of SPARQL, which have more colours.
    StreamLanguage.define(sparql),
    EditorState.readOnly.of(true),
    keymap.of(defaultKeymap),
  ]);
  return boxOf(view, "turtle");
}

// What is selected: as the editor knows, or as the browser does where the editor has yet to hear of it.
function selected(view: EditorView): { from: number; to: number } {
  const known = view.state.selection.main;
  // In Chromium alone a shadow root has a selection of its own.
  const found = (view.root as Document).getSelection?.() ?? document.getSelection();
  const { anchorNode, focusNode } = found ?? {};
  if (!known.empty || !found || !anchorNode || !focusNode || !view.contentDOM.contains(anchorNode))
    return known;
  const anchor = view.posAtDOM(anchorNode, found.anchorOffset);
  const head = view.posAtDOM(focusNode, found.focusOffset);
  return { from: Math.min(anchor, head), to: Math.max(anchor, head) };
}

// Types over what is selected. A browser that joins lines itself keeps their look by inline styles, which the
// page's policy refuses aloud.
function typeOver(event: InputEvent, view: EditorView): boolean {
  const { data, inputType } = event;
  const { from, to } = selected(view);
  if (inputType !== "insertText" || data === null || from === to || view.composing) return false;
  const typed = (): Transaction =>
    view.state.update({
      changes: { from, to, insert: data },
      selection: { anchor: from + data.length },
      userEvent: "input.type",
      scrollIntoView: true,
    });
  const handled = view.state
    .facet(EditorView.inputHandler)
    .some((handle) => handle(view, from, to, data, typed));
  if (!handled) view.dispatch(typed());
  return true;
}

// The shadow root of an editor, which is there before its box stands on the page.
const roots = new WeakMap<EditorView, HTMLElement>();

function edited(text: string, name: string, more: Extension): EditorView {
  const box = el("div");
  const root = box.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        more,
        lineNumbers(),
        highlightSpecialChars(),
        drawSelection(),
        bracketMatching(),
        syntaxHighlighting(COLOURS),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
        LOOK,
      ],
    }),
  });
  roots.set(view, box);
  return view;
}

function boxOf(view: EditorView, kind: string): HTMLElement {
  const box = roots.get(view) ?? el("div");
  box.className = `code ${kind}`;
  return box;
}

function offset(state: EditorState, { line, column }: Place): number {
  const { from, text } = state.doc.line(Math.min(line, state.doc.lines));
  // The engine counts characters, and JavaScript halves of some.
  return from + [...text].slice(0, column - 1).join("").length;
}

function diagnostic(state: EditorState, place: Place, message: string): Diagnostic {
  const at = offset(state, place);
  const { from: start, text } = state.doc.lineAt(at);
  // The engine names the place where it could not go on, which may be within the word that is wrong.
  const before = /\S*$/.exec(text.slice(0, at - start))?.[0].length ?? 0;
  const behind = /^\S*/.exec(text.slice(at - start))?.[0].length ?? 0;
  const from = before + behind ? at - before : Math.max(start, at - 1);
  return { from, to: at + behind, severity: "error", message };
}
