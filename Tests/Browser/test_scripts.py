"""What the pages' scripts may use: an Android 8 WebView (Chrome 61) must parse and run them."""

import esprima
import pytest

from conftest import ROOT

SCRIPTS = sorted((ROOT / "Sources/QuizServer/Assets").glob("*.js"))

# Properties and methods that Chrome 61 lacks (MDN's compatibility tables), of those a page like ours could want.
YOUNG = {
    "allSettled", "any", "at", "checkVisibility", "description", "finally", "findLast", "findLastIndex", "flat", "flatMap",
    "fromEntries", "groupBy", "hasOwn", "isConnected", "matchAll", "moveBefore", "part", "randomUUID", "replaceAll",
    "replaceChildren", "requestSubmit", "setHTML", "submitter", "throwIfAborted", "toggleAttribute", "toReversed",
    "toSorted", "toSpliced", "trimEnd", "trimStart", "withResolvers",
}
YOUNG_GLOBALS = {
    "AbortController", "BigInt", "FinalizationRegistry", "WeakRef", "globalThis", "queueMicrotask", "structuredClone",
    "scheduler", "navigation", "cookieStore", "CompressionStream", "EventSourceStream", "ResizeObserver",
}


def names(source):
    """Every property that a script reads or calls, and every other name in it."""
    properties, others = set(), set()

    def look(node, _):
        if node.type == "MemberExpression" and not node.computed:
            properties.add(node.property.name)
        elif node.type == "Identifier":
            others.add(node.name)

    esprima.parseScript(source, delegate=look)
    return properties, others


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_runs_in_an_old_webview(script):
    properties, others = names(script.read_text())

    assert properties & YOUNG == set()
    assert others & YOUNG_GLOBALS == set()


@pytest.mark.parametrize("young", ["a ?? b", "a?.b", "a ??= b", "try { a() } catch { b() }", "for await (const a of b) {}"])
def test_syntax_that_an_old_webview_cannot_parse_is_found(young):
    with pytest.raises(esprima.Error):
        names(f"async () => {{ {young} }}")


def test_calls_that_an_old_webview_does_not_know_are_found():
    properties, others = names("list.replaceChildren(structuredClone(a)); send().finally(done)")

    assert properties & YOUNG == {"replaceChildren", "finally"}
    assert others & YOUNG_GLOBALS == {"structuredClone"}
