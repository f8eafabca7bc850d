# Makes ballots.csv: three units, two strata, twelve clusters, three weights, gaps of every kind.
# Rscript ballots.R
set.seed(20231115)
sizes <- c(X = 90, Y = 60, Z = 30)
rows <- list()
for (unit in names(sizes)) {
  n <- sizes[[unit]]
  stratum <- rep(c("S1", "S2"), length.out = n)
  cluster <- paste0(unit, stratum, sample(1:6, n, replace = TRUE))
  mood <- rnorm(n) + 0.5 * (stratum == "S2") + 0.2 * as.integer(factor(cluster)) / 6
  row <- data.frame(unit = unit, stratum = stratum, cluster = cluster,
                    weight = sample(c("1", "1.5", "2.25"), n, replace = TRUE))
  for (question in c("A1", "A2", "B1", "B2")) {
    level <- cut(mood + rnorm(n), c(-Inf, -2.2, -1.6, -0.9, 0.6, Inf), labels = FALSE)
    answer <- as.character(level)
    gap <- sample(c("", "blank", "refused", "not_applicable", "off_scale"), n, replace = TRUE,
                  prob = c(0.88, 0.04, 0.03, 0.04, 0.01))
    answer[gap != ""] <- gap[gap != ""]
    row[[question]] <- answer
  }
  rows[[unit]] <- row
}
write.csv(do.call(rbind, rows), "ballots.csv", row.names = FALSE, quote = FALSE)
