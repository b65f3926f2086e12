// One question at a time, the navigator and the keyboard. Everything also works without this file.
(() => {
  const form = document.getElementById("paper");
  if (!form) return;
  const questions = [...form.querySelectorAll(".question")];
  const navigator = document.getElementById("navigator");
  const previous = document.getElementById("previous");
  const next = document.getElementById("next");
  const place = document.getElementById("place");
  const key = "place-" + form.dataset.attempt;
  let current = Math.min(Number(sessionStorage.getItem(key)) || 0, questions.length - 1);

  const isAnswered = (question) =>
    [...question.querySelectorAll("input")].some((input) => (input.type === "text" ? input.value.trim() : input.checked));

  const buttons = questions.map((question, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = index + 1;
    button.addEventListener("click", () => show(index, true));
    navigator.append(button);
    return button;
  });

  function mark() {
    buttons.forEach((button, index) => {
      const answered = isAnswered(questions[index]);
      if (answered) button.setAttribute("data-answered", "");
      else button.removeAttribute("data-answered");
      button.setAttribute(
        "aria-label",
        `${navigator.dataset.question} ${index + 1}, ${answered ? navigator.dataset.answered : navigator.dataset.unanswered}`);
    });
  }

  function show(index, isMoved) {
    current = Math.max(0, Math.min(index, questions.length - 1));
    sessionStorage.setItem(key, current);
    questions.forEach((question, other) => (question.hidden = other !== current));
    buttons.forEach((button, other) =>
      other === current ? button.setAttribute("aria-current", "true") : button.removeAttribute("aria-current"));
    previous.hidden = current === 0;
    next.hidden = current === questions.length - 1;
    place.textContent = `${questions[current].dataset.number}/${form.dataset.count}`;
    if (isMoved) questions[current].querySelector("input").focus({ preventScroll: true });
  }

  function choose(number) {
    const input = questions[current].querySelectorAll("input")[number - 1];
    if (input) input.click();
  }

  previous.addEventListener("click", () => show(current - 1, true));
  next.addEventListener("click", () => show(current + 1, true));
  form.addEventListener("change", mark);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.type === "text") return;
    if (event.key === "n" || event.key === "PageDown") show(current + 1, true);
    else if (event.key === "p" || event.key === "PageUp") show(current - 1, true);
    else if (/^[1-9]$/.test(event.key)) choose(Number(event.key));
    else return;
    event.preventDefault();
  });
  document.getElementById("save").hidden = true;
  navigator.hidden = questions.length === 1;
  mark();
  show(current, false);
  document.addEventListener("answers-restored", mark);
})();
