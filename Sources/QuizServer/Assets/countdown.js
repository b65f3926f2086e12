// "3 ngày 4 giờ" beside the closing time, counted from the server's clock.
(() => {
  for (const element of document.querySelectorAll("[data-countdown]")) {
    const end = performance.now() + (Number(element.dataset.countdown) - Number(element.dataset.now));
    const isVietnamese = document.documentElement.lang === "vi";
    const words = isVietnamese ? ["còn", "ngày", "giờ", "phút"] : ["left:", "days", "hours", "minutes"];
    const tick = () => {
      const minutes = Math.max(0, Math.floor((end - performance.now()) / 60000));
      const [days, hours] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60)];
      element.textContent = days
        ? `· ${words[0]} ${days} ${words[1]} ${hours} ${words[2]}` : `· ${words[0]} ${hours} ${words[2]} ${minutes % 60} ${words[3]}`;
    };
    tick();
    setInterval(tick, 30000);
  }
})();
