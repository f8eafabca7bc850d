# What the R package csranks says of some groups: marginal rank intervals in one step, and those of all units at once.
# Rscript ranks.R FOLDER      with the R files of csranks (github.com/danielwilhelm/R-CS-ranks, folder R); writes
# ranks.csv. csranks draws random numbers: its c is right to 0.01, and the figures are such that no difference is as
# near to c.
folder <- commandArgs(trailingOnly = TRUE)[1]
for (file in c("argument_checks", "rank_utils", "utilityfunctions", "diffmeans", "ranks")) {
  # its one call into another package draws normal variables
  text <- gsub("MASS::mvrnorm", "draw", readLines(file.path(folder, paste0(file, ".R"))), fixed = TRUE)
  eval(parse(text = text))
}
draw <- function(number, mu, Sigma) matrix(rnorm(number * length(mu)), number) %*% chol(Sigma)
set.seed(1)
groups <- list(
  two = list(x = c(95, 91), se = c(1.2, 1.5)),
  districts = list(x = c(97.21, 96.8, 96.1, 95.9, 95.2, 94.7, 94.1, 93.3, 92.9, 91.6, 90.8, 89.4, 86.2),
                   se = c(0.31, 0.44, 0.38, 0.52, 0.49, 0.61, 0.42, 0.78, 0.55, 0.66, 0.91, 0.73, 1.2)),
  close = list(x = round(rnorm(20, 93, 1.5), 2), se = round(runif(20, 0.2, 1.5), 2)),
  forty = list(x = c(round(seq(77.4, 97, length.out = 20), 1), rep(95, 20)), se = round(runif(40, 0.3, 1.2), 2))
)
lines <- list()
for (name in names(groups)) {
  group <- groups[[name]]
  found <- csranks(group$x, diag(group$se^2), simul = FALSE, stepdown = FALSE, R = 100000, seed = 7)
  # of all units at once: equally precise ones, for which Tukey's method is no approximation
  same <- diag(rep(0.5^2, length(group$x)))
  together <- csranks(group$x, same, simul = TRUE, stepdown = FALSE, R = 10000, seed = 7)
  lines[[name]] <- data.frame(group = name, x = group$x, se = group$se, first = found$L, last = found$U,
                              first_of_all = together$L, last_of_all = together$U)
}
write.csv(do.call(rbind, lines), "ranks.csv", row.names = FALSE, quote = FALSE)
