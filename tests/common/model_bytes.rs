//! Bytes of a model as the format has them, with a right checksum, so that what they hold
//! can be wrong.
#![allow(dead_code)]

/// What a model of kind 4, the NBD, is stored as.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    pub(crate) parameters: Vec<f64>,
    pub(crate) covariance: Vec<f64>,
    /// Log-likelihood, parameters, iterations, gradient, condition, customers, cells,
    /// ridge, starts, agreeing.
    pub(crate) report: Vec<f64>,
}

impl Stored {
    /// A fit that could be.
    pub(crate) fn right() -> Self {
        Self {
            parameters: vec![0.385, 12.072],
            covariance: vec![0.0004, 0.01, 0.01, 0.5],
            report: vec![-9763.7, 2.0, 6.0, 1e-9, 120.0, 2357.0, 700.0, 0.0, 1.0, 1.0],
        }
    }

    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"habitue\x1a".to_vec();
        bytes.extend(1_u32.to_le_bytes());
        bytes.extend(4_u32.to_le_bytes());
        for floats in [&self.parameters, &self.covariance, &self.report] {
            bytes.extend((floats.len() as u32).to_le_bytes());
            floats.iter().for_each(|float| bytes.extend(float.to_le_bytes()));
        }
        // Neither a unit nor a provenance.
        bytes.extend([0; 8]);
        let checksum = crc32fast::hash(&bytes);
        bytes.extend(checksum.to_le_bytes());
        bytes
    }

    /// Fits that cannot be, each with what its refusal must speak of.
    pub(crate) fn wrong() -> Vec<(&'static str, Self)> {
        let with = |change: &dyn Fn(&mut Self)| {
            let mut stored = Self::right();
            change(&mut stored);
            stored
        };
        let covariance = |entries: &[f64]| with(&|it| it.covariance = entries.to_vec());
        let report = |place: usize, value: f64| with(&|it| it.report[place] = value);
        let nan = f64::NAN;
        vec![
            ("covariance", covariance(&[0.0004, 0.01, 0.5])),
            ("covariance", covariance(&[0.0004, nan, nan, 0.5])),
            ("covariance", covariance(&[-1.0, 0.0, 0.0, 0.5])),
            ("covariance", covariance(&[0.0004, 0.01, 0.02, 0.5])),
            ("covariance", covariance(&[0.0004, 0.1, 0.1, 0.5])),
            ("log_likelihood", report(0, nan)),
            ("parameters", report(1, 3.0)),
            ("report", report(1, 2.5)),
            ("report", report(2, -1.0)),
            ("gradient_norm", report(3, -1.0)),
            ("hessian_condition", report(4, 0.0)),
            ("hessian_condition", report(4, nan)),
            ("customers", report(5, -5.0)),
            ("customers", report(5, f64::INFINITY)),
            ("cells", report(6, 0.0)),
            ("report", report(6, -3.0)),
            ("report", report(7, 77.0)),
            ("starts", report(8, 0.0)),
            ("agreeing", report(9, 2.0)),
        ]
    }
}
