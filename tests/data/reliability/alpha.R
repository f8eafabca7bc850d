# Cronbach's alpha and the correlation of each question with the rest, answers missing pair by pair.
# Rscript alpha.R  (R 4.2.2, psych 2.2.9) writes alpha.json beside it
suppressMessages(library(psych))
answers <- read.csv("answers.csv", na.strings = "")
found <- suppressWarnings(alpha(answers, check.keys = FALSE, use = "pairwise"))
covariance <- cov(answers, use = "pairwise")
number <- function(x) sprintf("%.15g", x)
lines <- c("{",
  paste0('  "alpha": ', number(found$total$raw_alpha), ","),
  paste0('  "rest": [', paste(number(found$item.stats$r.drop), collapse = ", "), "],"),
  paste0('  "without": [', paste(number(found$alpha.drop$raw_alpha), collapse = ", "), "],"),
  paste0('  "covariances": [', paste(number(as.vector(covariance)), collapse = ", "), "]"),
  "}")
writeLines(lines, "alpha.json")
