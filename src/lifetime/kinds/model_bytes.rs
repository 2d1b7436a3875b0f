//! Models as portable bytes, without covariates or with them.

use super::any_model::AnyModel;
use super::covariate_effect::CovariateEffect;
use super::covariate_report::CovariateReport;
use super::model::{Model, Report};
use super::serialization::{
    corrupt, invalid, opened, read_alternatives, read_floats, read_number, read_text,
    report_floats, report_from, sealed, write_alternatives, write_floats, write_text,
};
use crate::error::Result;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::observed::covariates::CovariateRole;

/// What the bytes of a model without covariates begin with.
const PLAIN: &[u8; 8] = b"habitue\x1a";
/// What those of a model with covariates do.
const WITH_COVARIATES: &[u8; 8] = b"habitue\x1b";
const VERSION: u32 = 1;

impl Model {
    /// The model as bytes, the same on every machine: parameters, coefficients with names,
    /// centres and scales, report, covariance, unit and provenance, with a format version and a
    /// checksum.
    ///
    /// ```
    /// use habitue::lifetime::{BgNbd, Model};
    /// let model = Model::new(BgNbd::new(0.243, 4.414, 0.793, 2.426)?)
    ///     .with_unit("week")
    ///     .with_provenance("CDNOW 1/10 sample, calibrated to 1997-09-30");
    /// let bytes = model.to_bytes();
    /// assert_eq!(Model::from_bytes(&bytes)?, model);
    /// assert!(Model::from_bytes(&bytes[1..]).is_err());
    /// # Ok::<(), habitue::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let covariates = self.has_covariates();
        let mut bytes = Vec::with_capacity(512);
        bytes.extend_from_slice(if covariates { WITH_COVARIATES } else { PLAIN });
        bytes.extend_from_slice(&VERSION.to_le_bytes());
        bytes.extend_from_slice(&self.base.kind().to_le_bytes());
        write_floats(&mut bytes, self.base.parameters());
        if covariates {
            bytes.extend_from_slice(&(self.effects.len() as u32).to_le_bytes());
            for effect in &self.effects {
                bytes.extend_from_slice(&(effect.role as u32).to_le_bytes());
                write_text(&mut bytes, &effect.name);
                write_floats(&mut bytes, &[effect.coefficient, effect.center, effect.scale]);
            }
        }
        write_floats(&mut bytes, self.covariance.as_deref().unwrap_or_default());
        write_floats(&mut bytes, &self.report.as_ref().map(floats).unwrap_or_default());
        write_text(&mut bytes, &self.unit);
        write_text(&mut bytes, &self.provenance);
        write_alternatives(&mut bytes, self.report());
        sealed(bytes)
    }

    /// The model that [`Model::to_bytes`] wrote, of whatever kind.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or not of this library.
    /// * `FormatVersion`: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let covariates = bytes.starts_with(WITH_COVARIATES);
        let magic = if covariates { WITH_COVARIATES } else { PLAIN };
        let mut rest = opened(magic, VERSION, bytes)?;
        let form = || corrupt("do not have the form of a model");
        let kind = read_number(&mut rest).ok_or_else(form)?;
        let parameters = read_floats(&mut rest).ok_or_else(form)?;
        let mut effects = Vec::new();
        if covariates {
            for _ in 0..read_number(&mut rest).ok_or_else(form)? {
                effects.push(effect(&mut rest).ok_or_else(form)?);
            }
        }
        let covariance = read_floats(&mut rest).ok_or_else(form)?;
        let report = read_floats(&mut rest).ok_or_else(form)?;
        let unit = read_text(&mut rest).ok_or_else(form)?;
        let provenance = read_text(&mut rest).ok_or_else(form)?;
        let alternatives = read_alternatives(&mut rest).ok_or_else(form)?;
        let bad = || corrupt("hold no report of a fit");
        let report = match report.as_slice() {
            [] => None,
            floats if covariates => {
                let report = self::report(floats).ok_or_else(bad)?;
                let fit = FitReport { alternatives, ..report.fit };
                Some(Report::WithCovariates(CovariateReport { fit, ..report }))
            }
            floats => {
                let report = report_from(floats).ok_or_else(bad)?;
                Some(Report::Plain(FitReport { alternatives, ..report }))
            }
        };
        let base = AnyModel::from_kind(kind, &parameters).map_err(invalid)?;
        let covariance = (!covariance.is_empty()).then_some(covariance);
        Self { base, effects, report, covariance, unit, provenance }.checked().map_err(invalid)
    }
}

fn floats(report: &Report) -> Vec<f64> {
    match report {
        Report::Plain(report) => report_floats(report).to_vec(),
        Report::WithCovariates(report) => {
            let own = [report.penalised, report.effective_parameters];
            let plain = report.plain.as_ref().map(report_floats);
            let fit = report_floats(&report.fit).into_iter();
            fit.chain(own).chain(plain.into_iter().flatten()).collect()
        }
    }
}

fn effect(rest: &mut &[u8]) -> Option<CovariateEffect> {
    let role = CovariateRole::from_code(i32::try_from(read_number(rest)?).ok()?)?;
    let name = read_text(rest)?;
    let &[coefficient, center, scale] = read_floats(rest)?.as_slice() else { return None };
    Some(CovariateEffect { name, role, coefficient, center, scale })
}

fn report(floats: &[f64]) -> Option<CovariateReport> {
    let (fit, others) = floats.split_at_checked(10)?;
    let (&[penalised, effective_parameters], plain) = others.split_first_chunk::<2>()?;
    let plain = if plain.is_empty() { None } else { Some(report_from(plain)?) };
    Some(CovariateReport { fit: report_from(fit)?, penalised, effective_parameters, plain })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use crate::lifetime::{
        BgNbd, CovariateOptions, Covariates, FitOptions, GammaGamma, Histories, ParetoNbd,
    };

    fn survives(model: &Model) {
        let bytes = model.to_bytes();
        assert_eq!(Model::from_bytes(&bytes).unwrap(), *model);
        for cut in 0..bytes.len() {
            assert!(Model::from_bytes(&bytes[..cut]).is_err(), "cut at {cut}");
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(Model::from_bytes(&damaged).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        survives(&Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap()).with_unit("USD"));
        let effect = CovariateEffect::new(CovariateRole::Attrition, "年龄", -0.25);
        let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let model = Model::with_effects(base, vec![effect]).unwrap().with_unit("week");
        assert_eq!(Model::from_bytes(&model.to_bytes()).unwrap(), model);
        let x = [0, 0, 2, 2, 7, 1, 0, 3, 0, 1];
        let t_x = [0.0, 0.0, 20.0, 22.0, 30.5, 3.0, 0.0, 11.0, 0.0, 9.0];
        let t = [39.0, 39.0, 39.0, 39.0, 31.0, 30.0, 25.0, 38.0, 20.0, 36.0];
        let u = [3.0, 9.0, 4.0, 4.5, 1.0, 7.0, 6.0, 2.0, 5.0, 3.0];
        let rows = Histories::new(&x, &t_x, &t).unwrap();
        let facts = Covariates::new().with_purchase(&[("u", &u)]).unwrap();
        let chosen = CovariateOptions::default().with_standardised(true);
        let options = FitOptions::default();
        survives(&ParetoNbd::fit_with_covariates(&rows, &facts, &chosen, &options).unwrap());
    }

    #[test]
    fn a_newer_format_is_named() {
        let mut bytes = Model::new(BgNbd::new(1.0, 1.0, 1.0, 1.0).unwrap()).to_bytes();
        bytes[8] = 2;
        assert_eq!(Model::from_bytes(&bytes).unwrap_err().kind(), ErrorKind::FormatVersion);
    }
}
