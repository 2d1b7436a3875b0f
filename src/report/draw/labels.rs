//! Labels that keep clear of each other: pushed apart along a line, or beside a point where there is room.

/// A rectangle in pixels: left, top, right, bottom.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) right: f64,
    pub(crate) bottom: f64,
}

impl Area {
    /// A square of half side `radius` round a point.
    pub(crate) fn around((x, y): (f64, f64), radius: f64) -> Self {
        Self { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    /// How much of the two lies on each other, in square pixels.
    pub(crate) fn overlap(&self, other: &Self) -> f64 {
        let across = self.right.min(other.right) - self.left.max(other.left);
        let down = self.bottom.min(other.bottom) - self.top.max(other.top);
        across.max(0.0) * down.max(0.0)
    }

    fn within(&self, other: &Self) -> bool {
        self.left >= other.left
            && self.right <= other.right
            && self.top >= other.top
            && self.bottom <= other.bottom
    }
}

/// Places as near as possible to those `wanted`, at least `gap` apart and between two ends where
/// there is room for all: least squares under order (pool adjacent violators).
pub(crate) fn apart(wanted: &[f64], gap: f64, (low, high): (f64, f64)) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|a, b| wanted[*a].total_cmp(&wanted[*b]));
    let mut blocks: Vec<(f64, usize)> = Vec::new();
    for (rank, index) in order.iter().enumerate() {
        blocks.push((wanted[*index] - gap * rank as f64, 1));
        while let [.., (first, n), (second, m)] = blocks[..]
            && first > second
        {
            blocks.truncate(blocks.len() - 2);
            let (n_, m_) = (n as f64, m as f64);
            blocks.push(((first * n_ + second * m_) / (n_ + m_), n + m));
        }
    }
    let last = (high - gap * wanted.len().saturating_sub(1) as f64).max(low);
    let mut placed = vec![0.0; wanted.len()];
    let levels = blocks.iter().flat_map(|(level, count)| std::iter::repeat_n(*level, *count));
    for ((rank, index), level) in order.iter().enumerate().zip(levels) {
        placed[*index] = level.clamp(low, last) + gap * rank as f64;
    }
    placed
}

/// Where a label of a size (width, height) finds room round a point: its area, nearest places first.
/// `None` where every place within 64 pixels is taken.
pub(crate) fn beside(
    (x, y): (f64, f64),
    radius: f64,
    (width, height): (f64, f64),
    bounds: &Area,
    taken: &[Area],
) -> Option<Area> {
    const SIDES: [(f64, f64); 8] = [
        (1.0, 0.0),
        (1.0, -1.0),
        (0.0, -1.0),
        (-1.0, 0.0),
        (-1.0, -1.0),
        (0.0, 1.0),
        (1.0, 1.0),
        (-1.0, 1.0),
    ];
    let distances = (0..14).map(|step| radius + 3.0 + 4.5 * f64::from(step));
    distances
        .flat_map(|far| SIDES.map(|(across, down)| (across * far, down * far)))
        .map(|(across, down)| {
            let left = x
                + across
                + if across > 0.0 {
                    0.0
                } else if across < 0.0 {
                    -width
                } else {
                    -width / 2.0
                };
            let top = y
                + down
                + if down > 0.0 {
                    0.0
                } else if down < 0.0 {
                    -height
                } else {
                    -height / 2.0
                };
            Area { left, top, right: left + width, bottom: top + height }
        })
        .find(|area| area.within(bounds) && taken.iter().all(|other| area.overlap(other) < 0.5))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_move_no_more_than_they_must() {
        assert_eq!(apart(&[10.0, 50.0, 90.0], 20.0, (0.0, 100.0)), [10.0, 50.0, 90.0]);
        // Two at one place go 10 each way, whatever their order.
        assert_eq!(apart(&[50.0, 50.0], 20.0, (0.0, 100.0)), [40.0, 60.0]);
        assert_eq!(apart(&[60.0, 52.0], 20.0, (0.0, 100.0)), [66.0, 46.0]);
        // At the edge all go the other way.
        assert_eq!(apart(&[99.0, 100.0, 100.0], 20.0, (0.0, 100.0)), [60.0, 80.0, 100.0]);
        assert!(apart(&[], 20.0, (0.0, 100.0)).is_empty());
    }

    #[test]
    fn a_label_stands_beside_its_point_where_there_is_room() {
        let bounds = Area { left: 0.0, top: 0.0, right: 200.0, bottom: 100.0 };
        let free = beside((50.0, 50.0), 4.0, (40.0, 12.0), &bounds, &[]).unwrap();
        assert_eq!((free.left, free.top), (57.0, 44.0));
        // At the right edge it goes to the left.
        let edge = beside((190.0, 50.0), 4.0, (40.0, 12.0), &bounds, &[]).unwrap();
        assert!(edge.right <= 200.0);
        let taken = [Area { left: 52.0, top: 30.0, right: 120.0, bottom: 70.0 }];
        let moved = beside((50.0, 50.0), 4.0, (40.0, 12.0), &bounds, &taken).unwrap();
        assert!(moved.overlap(&taken[0]) < 0.5);
        assert_eq!(beside((50.0, 50.0), 4.0, (40.0, 12.0), &bounds, &[bounds]), None);
    }
}
