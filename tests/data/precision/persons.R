# Makes persons.csv: 34 people of two kinds who judge some of four units, with answers from A to D and gaps.
# Rscript persons.R
set.seed(20231130)
units <- c("Sở Nội vụ", "Sở Y tế", "Sở Tư pháp", "Sở Công Thương")
level <- c(-0.4, 0, 0.1, 0.5)
rows <- list()
for (person in 1:34) {
  kind <- if (person <= 20) "Đại biểu HĐND tỉnh" else "Lãnh đạo sở"
  mood <- rnorm(1) + 0.4 * (person > 20)
  judged <- runif(4) < c(1, 0.9, 0.8, 0.85)
  for (unit in which(judged)) {
    answers <- cut(mood + level[unit] + rnorm(3), c(-Inf, -1.6, -0.7, 0.4, Inf), labels = c("D", "C", "B", "A"))
    answers <- as.character(answers)
    gap <- runif(3)
    answers[gap < 0.06] <- "E"
    answers[gap > 0.95] <- ""
    rows[[length(rows) + 1]] <- data.frame(
      id = sprintf("P%02d", person), kind, unit = units[unit], X1 = answers[1], X2 = answers[2], X3 = answers[3]
    )
  }
}
table <- do.call(rbind, rows)
names(table)[1:3] <- c("Mã phiếu", "Đối tượng trả lời", "Đơn vị được đánh giá")
write.csv(table, "persons.csv", row.names = FALSE, quote = FALSE, fileEncoding = "UTF-8")
