// One row a kind of model: its number, which never changes, the symbol of its constant, its type
// and the file that it is in, its names, and its parameters as in the paper; after `;` one that is
// given or chosen from a few, not estimated, and what Python holds it in. The doc comment is that
// of the header and of the Python class, too. Each reader declares `models!` for itself: kinds/,
// kinds/model.rs, covariates/responsive.rs, build.rs, tests; python/tools/generate_abi.py reads it
// as text.
models! {
    purchase {
        /// (Fader, Hardie and Lee 2005): a customer may leave after any purchase.
        1 BG_NBD BgNbd bg_nbd "BG/NBD" "贝塔几何/负二项模型" [r, alpha, a, b];
        /// (Schmittlein, Morrison and Colombo 1987): customers leave at any moment.
        2 PARETO_NBD ParetoNbd pareto_nbd "Pareto/NBD" "帕累托/负二项模型" [r, alpha, s, beta];
        /// (Batislam et al. 2007): as BG/NBD, and the first purchase may be the last.
        3 MBG_NBD MbgNbd bg_nbd "MBG/NBD" "修正贝塔几何/负二项模型" [r, alpha, a, b];
        /// (Ehrenberg 1959): nobody ever leaves.
        4 NBD Nbd nbd "NBD" "负二项模型" [r, alpha];
        /// (Platzer and Reutterer 2016): BG/NBD with Erlang-k intervals.
        5 BG_CNBD BgCnbd cnbd "BG/CNBD-k" "BG/CNBD-k 模型（规律购买）" [r, alpha, a, b; k: int];
        /// (Reutterer et al. 2021): MBG/NBD with Erlang-k intervals.
        6 MBG_CNBD MbgCnbd cnbd "MBG/CNBD-k" "MBG/CNBD-k 模型（规律购买）" [r, alpha, a, b; k: int];
        /// (Bemmaor and Glady 2012): leaving becomes ever more likely.
        7 GGOMPERTZ_NBD GGompertzNbd ggompertz_nbd "GGompertz/NBD" "伽马冈珀茨/负二项模型" [r, alpha, b, s, beta];
        /// (Jerath, Fader and Hardie 2011): customers may leave at equal intervals of time tau.
        8 PDO_NBD PdoNbd pdo_nbd "PDO/NBD" "周期流失机会/负二项模型" [r, alpha, a, b; tau: float];
        /// (Fader, Hardie and Shang 2010): discrete opportunities to buy. Recency and age are
        /// whole numbers of opportunities.
        20 BG_BB BgBb bg_bb "BG/BB" "贝塔几何/贝塔伯努利模型" [alpha, beta, gamma, delta];
    }
    spend {
        /// (Fader and Hardie 2013): spend is independent of how often.
        100 GAMMA_GAMMA GammaGamma gamma_gamma "Gamma-Gamma" "Gamma-Gamma 消费金额模型" [p, q, gamma];
    }
    contract {
        /// (Fader and Hardie 2007): each customer's churn is constant, customers differ.
        200 SBG Sbg sbg "sBG" "sBG 模型（移位贝塔-几何分布）" [alpha, beta];
        /// (Fader, Hardie et al. 2018): each customer's churn changes with tenure.
        201 BDW Bdw bdw "BdW" "贝塔离散威布尔模型" [gamma, delta, c];
    }
}
