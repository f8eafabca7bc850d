# What the R package survey says of persons.csv: how the errors of units go together that the same people judged.
# Rscript covariance.R      writes covariance.csv; made with R 4.2.2 and survey 4.1.1
suppressMessages(library(survey))
rows <- read.csv("persons.csv", colClasses = "character", encoding = "UTF-8", check.names = FALSE)
names(rows)[1:3] <- c("person", "kind", "unit")
rows$one <- 1
ids <- c("Sở Nội vụ" = "so-noi-vu", "Sở Y tế" = "so-y-te", "Sở Tư pháp" = "so-tu-phap",
         "Sở Công Thương" = "so-cong-thuong")
rows$unit <- ids[rows$unit]
kinds <- c(h = "Đại biểu HĐND tỉnh", s = "Lãnh đạo sở")
worth <- c(A = 100, B = 60, C = 20, D = 0)

# totals y and m of each question about each unit: of all ballots, and of each kind of people
columns <- c()
for (unit in ids) for (question in c("X1", "X2", "X3")) for (kind in c("", names(kinds))) {
  about <- rows$unit == unit & (kind == "" | rows$kind == kinds[kind])
  answered <- about & rows[[question]] %in% names(worth)
  name <- paste0(question, kind, gsub("-", "", unit))
  rows[[paste0("y", name)]] <- ifelse(answered, worth[rows[[question]]], 0)
  rows[[paste0("m", name)]] <- as.numeric(answered)
  columns <- c(columns, paste0(c("y", "m"), name))
}
totals_of <- function(design) svytotal(as.formula(paste("~", paste(columns, collapse = "+"))), design)

ratio <- function(question, kind, unit) {
  name <- paste0(question, kind, gsub("-", "", unit))
  sprintf("(y%s/m%s)", name, name)
}
# leaf 1.3 has question X1 and 2 points, leaf 2.3 X2 and X3 and 3 points
leaves <- function(kind, unit) {
  c(ratio("X1", kind, unit), sprintf("((%s+%s)/2)", ratio("X2", kind, unit), ratio("X3", kind, unit)))
}
figures <- list(
  pooled = function(unit) leaves("", unit),
  # heads of a sở weigh three times as much as delegates
  mean_of_kinds = function(unit) sprintf("((%s+3*%s)/4)", leaves("h", unit), leaves("s", unit))
)
designs <- list(
  pooled = svydesign(ids = ~person, weights = ~one, data = rows),
  mean_of_kinds = svydesign(ids = ~person, strata = ~kind, weights = ~one, data = rows)
)

lines <- list()
for (rule in names(figures)) {
  totals <- totals_of(designs[[rule]])
  expressions <- list()
  for (unit in ids) {
    parts <- figures[[rule]](unit)
    expressions[[paste(unit, "1.3")]] <- parts[1]
    expressions[[paste(unit, "index")]] <- sprintf("((2*%s+3*%s)/5)", parts[1], parts[2])
  }
  contrasts <- svycontrast(totals, lapply(expressions, function(text) parse(text = text)[[1]]))
  matrix <- vcov(contrasts)
  for (figure in c("1.3", "index")) for (a in ids) for (b in ids) {
    value <- matrix[paste(a, figure), paste(b, figure)]
    lines[[length(lines) + 1]] <- data.frame(rule, figure, a, b, covariance = trimws(formatC(value, digits = 17, format = "g")))
  }
  # the error of a difference by itself, and of the mean of the four
  indices <- sapply(ids, function(unit) expressions[[paste(unit, "index")]])
  of_all <- list(difference = sprintf("%s-%s", indices[1], indices[4]), mean = sprintf("(%s)/4", paste(indices, collapse = "+")))
  for (name in names(of_all)) {
    variance <- as.numeric(vcov(svycontrast(totals, parse(text = of_all[[name]])[[1]])))
    lines[[length(lines) + 1]] <- data.frame(rule, figure = name, a = ids[1], b = ids[4],
                                             covariance = trimws(formatC(variance, digits = 17, format = "g")))
  }
}
write.csv(do.call(rbind, lines), "covariance.csv", row.names = FALSE, quote = FALSE)
