//! One grown tree: arrays of splits, read from the root down.

use serde::{Deserialize, Serialize};

/// A split or a leaf. All nodes hold the value that the tree expects there, so that a path can be explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Node {
    /// `None`: a leaf.
    #[serde(rename = "s", default, skip_serializing_if = "Option::is_none")]
    pub split: Option<Split>,
    #[serde(rename = "v")]
    pub value: f32,
}

/// Values up to `cut` go to `left`, others to `left + 1`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Split {
    #[serde(rename = "c")]
    pub column: u32,
    #[serde(rename = "t")]
    pub cut: f32,
    #[serde(rename = "m")]
    pub missing_left: bool,
    #[serde(rename = "l")]
    pub left: u32,
}

/// A tree; node 0 is the root.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tree {
    pub(super) nodes: Vec<Node>,
}

impl Tree {
    /// The leaf's value for one row.
    pub fn value(&self, row: impl Fn(usize) -> f32) -> f64 {
        self.walk(row, |_, _| ())
    }

    /// The value before anything is known about a row.
    pub fn expected(&self) -> f64 {
        f64::from(self.nodes[0].value)
    }

    /// As [`Tree::value`]; `step` hears of each split's column and how far it moved the expected value.
    pub(super) fn walk(&self, row: impl Fn(usize) -> f32, mut step: impl FnMut(usize, f64)) -> f64 {
        let mut node = &self.nodes[0];
        while let Some(split) = &node.split {
            let column = split.column as usize;
            let value = row(column);
            let left = if value.is_nan() { split.missing_left } else { value <= split.cut };
            let next = &self.nodes[split.left as usize + usize::from(!left)];
            step(column, f64::from(next.value) - f64::from(node.value));
            node = next;
        }
        f64::from(node.value)
    }
}
