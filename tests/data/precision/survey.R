# What the R package survey says of ballots.csv: estimates, standard errors, intervals, design effects.
# Rscript survey.R      writes survey.csv; made with R 4.2.2 and survey 4.1.1
suppressMessages(library(survey))
ballots <- read.csv("ballots.csv", colClasses = "character")
ballots$weight <- as.numeric(ballots$weight)
ballots$one <- 1
questions <- c("A1", "A2", "B1", "B2")

# sizes of the population: people of a unit; people, and clusters, of a stratum
people <- c(X = 500, Y = 300, Z = 45)
of_stratum <- c(XS1 = 150, XS2 = 400, YS1 = 90, YS2 = 210, ZS1 = 20, ZS2 = 40)
clusters <- c(S1 = 9, S2 = 14)
ballots$people <- people[ballots$unit]
ballots$of_stratum <- of_stratum[paste0(ballots$unit, ballots$stratum)]
ballots$clusters <- clusters[ballots$stratum]
ballots$stratum_of_unit <- paste(ballots$unit, ballots$stratum)

# numerators y and denominators m of each question under a measure
measured <- function(data, measure) {
  for (question in questions) {
    answer <- data[[question]]
    level <- suppressWarnings(as.numeric(answer))
    answered <- !is.na(level)
    y <- if (measure == "mean_percent") ifelse(answered, level / 5, 0) else as.numeric(answered & level >= 4)
    m <- answered
    if (measure == "in_denominator") m <- answered | answer %in% c("blank", "refused")
    data[[paste0("y", question)]] <- y
    data[[paste0("m", question)]] <- as.numeric(m)
  }
  data
}

# every figure as an expression of totals
ratio <- function(question) sprintf("(y%s/m%s)", question, question)
figures <- list(
  mean_of_criteria = list(
    "factor a" = sprintf("(%s+%s)/2", ratio("A1"), ratio("A2")),
    "factor b" = sprintf("(%s+%s)/2", ratio("B1"), ratio("B2"))
  ),
  pooled = list(
    "factor a" = "((yA1+yA2)/(mA1+mA2))",
    "factor b" = "((yB1+yB2)/(mB1+mB2))"
  )
)
for (rule in names(figures)) {
  parts <- figures[[rule]]
  figures[[rule]][["index"]] <- sprintf("0.6*%s+0.4*%s", parts[["factor a"]], parts[["factor b"]])
}
for (question in questions) {
  figures$mean_of_criteria[[paste("criterion", question)]] <- ratio(question)
}

# Korn and Graubard, as svyciprop(method = "beta") has it
beta_interval <- function(p, v, n, df) {
  effective <- p * (1 - p) / v * (qt(0.025, n - 1) / qt(0.025, df))^2
  c(qbeta(0.025, effective * p, effective * (1 - p) + 1), qbeta(0.975, effective * p + 1, effective * (1 - p)))
}

designs <- list(
  simple = function(d) svydesign(ids = ~1, weights = ~one, data = d),
  finite = function(d) svydesign(ids = ~1, weights = ~one, fpc = ~people, data = d),
  stratified = function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~one, data = d),
  stratified_finite = function(d) svydesign(ids = ~1, strata = ~stratum, weights = ~one, fpc = ~of_stratum, data = d),
  clustered = function(d) svydesign(ids = ~cluster, weights = ~one, data = d),
  clustered_finite = function(d) {
    svydesign(ids = ~cluster, strata = ~stratum, weights = ~one, fpc = ~clusters, data = d, nest = TRUE)
  },
  weighted = function(d) svydesign(ids = ~1, weights = ~weight, data = d),
  all = function(d) svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = d, nest = TRUE)
)

lines <- list()
add <- function(design, unit, measure, rule, figure, estimate, variance, n, df, effect) {
  interval <- beta_interval(estimate, variance, n, df)
  lines[[length(lines) + 1]] <<- data.frame(
    design, unit, measure, rule, figure, estimate = 100 * estimate, se = 100 * sqrt(variance),
    low = 100 * interval[1], high = 100 * interval[2], effect
  )
}

totals_of <- function(design) svytotal(as.formula(paste("~", paste0(c("y", "m"), rep(questions, each = 2), collapse = "+"))), design)

# the design effect: the linearized variable against a simple random sample of as many ballots
effect_of <- function(design, expression) {
  totals <- coef(totals_of(design))
  environment <- as.list(totals)
  slopes <- sapply(names(totals), function(name) eval(D(parse(text = expression)[[1]], name), environment))
  design$variables$z <- as.vector(as.matrix(design$variables[, names(totals)]) %*% slopes)
  as.numeric(attr(svytotal(~z, design, deff = "replace"), "deff"))
}

for (name in names(designs)) for (unit in c("X", "Y")) for (measure in c("leave_out", "in_denominator", "mean_percent")) {
  design <- designs[[name]](measured(ballots[ballots$unit == unit, ], measure))
  totals <- totals_of(design)
  # a fpc that stands beside weights of 1 is none to svytotal's design effect: not compared
  finite <- grepl("finite", name)
  for (rule in names(figures)) for (figure in names(figures[[rule]])) {
    expression <- figures[[rule]][[figure]]
    contrast <- svycontrast(totals, parse(text = expression)[[1]])
    effect <- if (finite) NA else effect_of(design, expression)
    add(name, unit, measure, rule, figure, as.numeric(coef(contrast)), as.numeric(vcov(contrast)),
        nrow(design$variables), degf(design), effect)
  }
}

# all units together: units are strata
for (name in c("province", "province_finite")) {
  data <- measured(ballots, "leave_out")
  design <- if (name == "province") {
    svydesign(ids = ~1, strata = ~unit, weights = ~one, data = data)
  } else {
    svydesign(ids = ~1, strata = ~unit, weights = ~one, fpc = ~people, data = data)
  }
  for (rule in names(figures)) for (figure in names(figures[[rule]])) {
    contrast <- svycontrast(totals_of(design), parse(text = figures[[rule]][[figure]])[[1]])
    add(name, "", "leave_out", rule, figure, as.numeric(coef(contrast)), as.numeric(vcov(contrast)),
        nrow(design$variables), degf(design), NA)
  }
  # the mean of the units: each has totals of its own
  parts <- c()
  for (unit in names(people)) for (question in questions) for (kind in c("y", "m")) {
    column <- paste0(kind, question, unit)
    data[[column]] <- data[[paste0(kind, question)]] * (data$unit == unit)
    parts <- c(parts, column)
  }
  design$variables <- data
  totals <- svytotal(as.formula(paste("~", paste(parts, collapse = "+"))), design)
  of_unit <- function(unit) gsub("([ym][AB][12])", paste0("\\1", unit), figures$mean_of_criteria$index)
  expression <- sprintf("(%s)/3", paste(sapply(names(people), of_unit), collapse = "+"))
  contrast <- svycontrast(totals, parse(text = expression)[[1]])
  add(name, "", "leave_out", "mean_of_units", "index", as.numeric(coef(contrast)), as.numeric(vcov(contrast)),
      nrow(design$variables), degf(design), NA)
}

# one question by svyciprop itself, which the intervals above follow
one <- svydesign(ids = ~cluster, weights = ~weight, data = measured(ballots[ballots$unit == "X", ], "leave_out"))
one <- subset(one, mA1 == 1)
asked <- svyciprop(~yA1, one, method = "beta")
check <- beta_interval(as.numeric(coef(asked)), as.numeric(attr(asked, "var")), nrow(one), degf(one))
stopifnot(all.equal(as.numeric(confint(asked)), check))

table <- do.call(rbind, lines)
for (column in c("estimate", "se", "low", "high", "effect")) table[[column]] <- formatC(table[[column]], digits = 17, format = "g")
table$effect <- sub("NA", "", trimws(table$effect))
write.csv(table, "survey.csv", row.names = FALSE, quote = FALSE)
