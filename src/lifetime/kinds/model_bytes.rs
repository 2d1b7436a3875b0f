//! Models as portable bytes, without covariates or with them.

use super::any_model::AnyModel;
use super::covariate_effect::CovariateEffect;
use super::covariate_report::CovariateReport;
use super::model::{Model, Report};
use super::serialization::{read_alternatives, report_floats, report_from, write_alternatives};
use crate::bytes::form::{Form, corrupt};
use crate::bytes::reader::Reader;
use crate::bytes::writer::Writer;
use crate::error::Result;
use crate::lifetime::fit::fit_report::FitReport;
use crate::lifetime::observed::covariates::CovariateRole;

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
        let mut bytes = Writer::new(form(covariates));
        bytes.put(self.base.kind());
        bytes.short_column(self.base.parameters());
        if covariates {
            bytes.put(self.effects.len() as u32);
            for effect in &self.effects {
                bytes.put(effect.role as u32);
                bytes.short_text(&effect.name);
                bytes.short_column(&[effect.coefficient, effect.center, effect.scale]);
            }
        }
        bytes.short_column(self.covariance.as_deref().unwrap_or_default());
        bytes.short_column(&self.report.as_ref().map(floats).unwrap_or_default());
        bytes.short_text(&self.unit);
        bytes.short_text(&self.provenance);
        write_alternatives(&mut bytes, self.report());
        bytes.seal()
    }

    /// The model that [`Model::to_bytes`] wrote, of whatever kind.
    ///
    /// # Errors
    /// * `Corrupt`: the bytes are cut, damaged, or not of this library.
    /// * `FormatVersion`: a newer library wrote them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self> {
        let covariates = Form::MODEL_WITH_COVARIATES.begins(bytes);
        let mut bytes = Reader::open(form(covariates), bytes)?;
        let kind = bytes.get()?;
        let parameters = bytes.short_column()?;
        let mut effects = Vec::new();
        if covariates {
            for _ in 0..bytes.get::<u32>()? {
                effects.push(effect(&mut bytes)?);
            }
        }
        let covariance = bytes.short_column()?;
        let report = bytes.short_column()?;
        let unit = bytes.short_text()?.to_owned();
        let provenance = bytes.short_text()?.to_owned();
        let alternatives = read_alternatives(&mut bytes)?;
        let invalid = |error| bytes.invalid(error);
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

/// What the bytes of such a model are of.
const fn form(covariates: bool) -> &'static Form {
    if covariates { &Form::MODEL_WITH_COVARIATES } else { &Form::MODEL }
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

fn effect(bytes: &mut Reader<'_>) -> Result<CovariateEffect> {
    let role = i32::try_from(bytes.get::<u32>()?).ok().and_then(CovariateRole::from_code);
    let name = bytes.short_text()?.to_owned();
    let numbers = bytes.short_column()?;
    match (role, numbers.as_slice()) {
        (Some(role), &[coefficient, center, scale]) => {
            Ok(CovariateEffect { name, role, coefficient, center, scale })
        }
        _ => Err(bytes.misshapen()),
    }
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

    /// Put together by `struct.pack` and `zlib.crc32` of Python: what is stored stays readable.
    #[test]
    fn the_bytes_stay_as_they_are() {
        let hex =
            |bytes: Vec<u8>| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let spend = Model::new(GammaGamma::new(6.25, 3.74, 15.44).unwrap());
        assert_eq!(
            hex(spend.to_bytes()),
            "686162697475651a0100000064000000030000000000000000001940ec51b81e85eb0d40e17a14ae47e12e4000\
             000000000000000000000000000000a649dc13"
        );
        let effect = CovariateEffect::new(CovariateRole::Attrition, "u", -0.25);
        let base = BgNbd::new(0.243, 4.414, 0.793, 2.426).unwrap();
        let model = Model::with_effects(base, vec![effect]).unwrap().with_unit("week");
        assert_eq!(
            hex(model.to_bytes()),
            "686162697475651b010000000100000004000000b4c876be9f1acf3f0e2db29defa71140c74b37894160e93f9c\
             c420b0726803400100000002000000010000007503000000000000000000d0bf00000000000000000000000000\
             00f03f0000000000000000040000007765656b00000000d21c0f1d"
        );
    }

    #[test]
    fn a_newer_format_is_named() {
        let mut bytes = Model::new(BgNbd::new(1.0, 1.0, 1.0, 1.0).unwrap()).to_bytes();
        bytes[8] = 2;
        assert_eq!(Model::from_bytes(&bytes).unwrap_err().kind(), ErrorKind::FormatVersion);
    }
}
