# Figures of R's survey and survival packages that tests/survey/design.rs and
# tests/survey/survival_weighted.rs are held to. Run by hand:
#
#   Rscript tests/oracle/survey_design.R tests/data
#
# On Debian: apt-get install r-base-core r-cran-survey r-cran-survival. Written with R 4.2.2,
# survey 4.1-1, survival 3.5-3. Writes survey_design.csv (the respondents, simulated),
# survey_design_reference.csv, survival_weighted.csv and survival_weighted_reference.csv.
suppressPackageStartupMessages({library(survey); library(survival)})
folder <- commandArgs(TRUE)[1]
options(digits = 17)
figure <- function(name, value) data.frame(name = name, value = sprintf("%.17g", as.numeric(value)))
out <- list()
told <- function(name, value) out[[length(out) + 1]] <<- figure(name, value)

set.seed(20261130)
n <- 240
stratum <- rep(1:4, each = n / 4)
cluster <- rep(1:24, each = n / 24)
mood <- rnorm(24)[cluster]
segment <- sample(c("a", "b", "c"), n, TRUE, c(.5, .3, .2))
level <- 1 + (mood + rnorm(n) + (segment == "c") > .3) + (mood + rnorm(n) > .8)
weight <- round(runif(n, .4, 3), 3)
answer <- pmin(10, pmax(0, round(6 + 2 * mood + 1.5 * rnorm(n) + (segment == "b"))))
service <- pmin(10, pmax(0, round(5 + mood + 2 * rnorm(n))))
answer[seq(7, n, 31)] <- NA
data <- data.frame(stratum, cluster, segment, level, weight, answer, service)
write.csv(data, file.path(folder, "survey_design.csv"), row.names = FALSE, quote = FALSE, na = "")
data$top <- as.numeric(data$answer >= 9)
data$promoter <- ifelse(is.na(data$answer), NA, (data$answer >= 9) - (data$answer <= 6))
designs <- list(
  weights = svydesign(ids = ~1, weights = ~weight, data = data),
  strata = svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = data),
  clusters = svydesign(ids = ~cluster, weights = ~weight, data = data),
  both = svydesign(ids = ~cluster, strata = ~stratum, weights = ~weight, data = data, nest = TRUE))
for (kind in names(designs)) {
  design <- designs[[kind]]
  for (what in c("answer", "service", "top", "promoter")) {
    found <- svymean(as.formula(paste0("~", what)), design, na.rm = TRUE)
    told(paste(kind, what, "mean"), coef(found)); told(paste(kind, what, "se"), SE(found))
    by <- svyby(as.formula(paste0("~", what)), ~segment, design, svymean, na.rm = TRUE)
    for (s in by$segment) {
      told(paste(kind, what, s, "mean"), by[s, what]); told(paste(kind, what, s, "se"), SE(by)[by$segment == s])
    }
  }
  # The index of two questions, 10 points each, weights 2 and 1, each over those who answered it.
  both <- svymean(~service, design)
  sub <- svyratio(~I(ifelse(is.na(answer), 0, answer)), ~I(as.numeric(!is.na(answer))), design)
  korn <- svyciprop(~top, design, method = "beta", na.rm = TRUE)
  told(paste(kind, "top beta low"), attr(korn, "ci")[1]); told(paste(kind, "top beta high"), attr(korn, "ci")[2])
  told(paste(kind, "degf"), degf(design))
  test <- svychisq(~segment + level, design, statistic = "F")
  told(paste(kind, "rao scott F"), test$statistic); told(paste(kind, "rao scott ndf"), test$parameter[1])
  told(paste(kind, "rao scott ddf"), test$parameter[2]); told(paste(kind, "rao scott p"), test$p.value)
  told(paste(kind, "chisq"), svychisq(~segment + level, design, statistic = "Chisq")$statistic)
}
# Groups, without weights.
known <- data[!is.na(data$answer), ]
a <- anova(lm(answer ~ segment, known))
told("anova F", a$`F value`[1]); told("anova p", a$`Pr(>F)`[1])
w <- oneway.test(answer ~ segment, known)
told("welch F", w$statistic); told("welch df", w$parameter[2]); told("welch p", w$p.value)
k <- kruskal.test(answer ~ factor(segment), known)
told("kruskal H", k$statistic); told("kruskal p", k$p.value)
pairs <- list(c("a", "b"), c("a", "c"), c("b", "c"))
p <- sapply(pairs, function(s) t.test(known$answer[known$segment == s[1]], known$answer[known$segment == s[2]])$p.value)
h <- p.adjust(p, "holm")
for (i in 1:3) { told(paste("t p", paste(pairs[[i]], collapse = "")), p[i]); told(paste("holm p", paste(pairs[[i]], collapse = "")), h[i]) }
paired <- t.test(known$service, known$answer, paired = TRUE)
told("paired t", paired$statistic); told("paired p", paired$p.value)
told("paired low", paired$conf.int[1]); told("paired high", paired$conf.int[2])
write.csv(do.call(rbind, out), file.path(folder, "survey_design_reference.csv"), row.names = FALSE, quote = FALSE)

# Kaplan-Meier with weights and left truncation (delayed entry).
out <- list()
m <- 60
entry <- round(rexp(m, .25), 1); entry[sample(m, 25)] <- 0
stay <- round(rexp(m, .08) + .1, 1)
time <- pmin(round(entry + stay, 1), 24); lost <- as.numeric(entry + stay <= 24 & runif(m) < .8)
w <- round(runif(m, .3, 2.5), 2)
keep <- time > entry
people <- data.frame(entry, time, lost, weight = w)[keep, ]
write.csv(people, file.path(folder, "survival_weighted.csv"), row.names = FALSE, quote = FALSE)
curves <- list(
  weights = survfit(Surv(time, lost) ~ 1, people, weights = weight, robust = FALSE),
  truncated = survfit(Surv(entry, time, lost) ~ 1, people),
  both = survfit(Surv(entry, time, lost) ~ 1, people, weights = weight, robust = FALSE),
  robust = survfit(Surv(entry, time, lost) ~ 1, people, weights = weight, id = seq_len(nrow(people)), robust = TRUE))
rows <- list()
for (kind in names(curves)) {
  s <- summary(curves[[kind]])
  rows[[kind]] <- data.frame(kind, time = s$time, at_risk = s$n.risk, lost = s$n.event, survival = s$surv,
                             std_error = s$std.err, low = s$lower, high = s$upper)
}
all <- do.call(rbind, rows)
for (name in names(all)[-1]) all[[name]] <- sprintf("%.17g", all[[name]])
write.csv(all, file.path(folder, "survival_weighted_reference.csv"), row.names = FALSE, quote = FALSE)
