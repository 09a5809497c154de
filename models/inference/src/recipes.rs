//! What is tried for each task: a small space, so that a search takes minutes on two cores.

use crate::{Body, Effort, Shape, Task, part::Recipe, trees::Growth, words::Terms};

/// Rivals of one kind; the best of them stands in the table.
#[derive(Clone, Debug)]
pub(crate) struct Rivals {
    pub recipes: Vec<Recipe>,
}

/// All kinds that a task is tried with. `meaning`: a sentence model is at hand.
pub(crate) fn rivals(task: Task, meaning: bool, effort: Effort) -> Vec<Rivals> {
    let all = full(task, meaning);
    match effort {
        Effort::Full => all,
        Effort::Quick => all.into_iter().map(|rivals| one(quick(rivals.recipes[0]))).collect(),
    }
}

/// The same kind, grown for a short time.
fn quick(recipe: Recipe) -> Recipe {
    match recipe {
        Recipe::Trees { growth, .. } => Recipe::Trees { growth: Growth { trees: 40, rate: 0.2, ..growth }, bags: 1 },
        Recipe::Network { shape, .. } => Recipe::Network { shape: Shape { rounds: 4, rate: 5e-3, ..shape }, bags: 1 },
        same => same,
    }
}

fn full(task: Task, meaning: bool) -> Vec<Rivals> {
    let mut all = vec![one(Recipe::Rule), linear(task)];
    // Trees and lags say nothing about pairs: a comparison must turn when it is swapped.
    if task != Task::HeadlinePair {
        all.push(Rivals { recipes: trees(task) });
    }
    if matches!(task, Task::HeadlinePair | Task::Clickbait) {
        all.push(words(task));
        if meaning {
            let l2: &[f64] = if task == Task::HeadlinePair { &[300.0, 1000.0, 3000.0] } else { &[10.0, 100.0] };
            all.push(Rivals { recipes: l2.iter().map(|l2| Recipe::Meaning { l2: *l2 }).collect() });
        }
    }
    // A perceptron was level with the trees on signals; what ships with the program gives reasons for all of its score.
    if cfg!(feature = "torch") && task != Task::Signals {
        all.extend(networks(task));
    }
    all
}

fn one(recipe: Recipe) -> Rivals {
    Rivals { recipes: vec![recipe] }
}

fn linear(task: Task) -> Rivals {
    let l2: &[f64] = if task == Task::HeadlinePair { &[100.0] } else { &[10.0] };
    Rivals { recipes: l2.iter().map(|l2| Recipe::Linear { l2: *l2 }).collect() }
}

fn trees(task: Task) -> Vec<Recipe> {
    if task == Task::Signals {
        return small_trees();
    }
    let most = if task == Task::StoryRise { 900 } else { 700 };
    let rising = matches!(task, Task::ViewsRise10 | Task::ViewsRise25);
    let base = Growth { trees: most, rising, ..Growth::default() };
    let tree = |leaves, leaf_rows, column_share, l2| Recipe::Trees {
        growth: Growth { leaves, leaf_rows, column_share, l2, ..base },
        bags: 1,
    };
    vec![
        tree(4, 100, 0.5, 5.0),
        tree(8, 40, 0.3, 5.0),
        tree(8, 150, 0.6, 20.0),
        tree(15, 40, 0.6, 5.0),
        tree(15, 100, 0.3, 20.0),
        tree(31, 40, 0.5, 10.0),
        tree(31, 150, 0.3, 20.0),
    ]
}

/// Few and small: the model ships inside the program and answers thousands of rows a second.
fn small_trees() -> Vec<Recipe> {
    let tree = |leaves, leaf_rows, l2| Recipe::Trees {
        growth: Growth { trees: 120, rate: 0.15, leaves, leaf_rows, l2, ..Growth::default() },
        bags: 1,
    };
    vec![tree(4, 100, 5.0), tree(8, 100, 5.0), tree(12, 150, 20.0)]
}

fn words(task: Task) -> Rivals {
    let pairs = task == Task::HeadlinePair;
    let terms = |words, letters| Terms { words, letters, titles: if pairs { 3 } else { 4 } };
    let word = |terms, l2| Recipe::Words { terms, l2 };
    Rivals {
        recipes: if pairs {
            vec![word(terms(2, (0, 0)), 1.0), word(terms(2, (0, 0)), 4.0), word(terms(1, (3, 4)), 4.0)]
        } else {
            vec![word(terms(2, (0, 0)), 1.0), word(terms(2, (2, 4)), 1.0), word(terms(2, (2, 4)), 4.0)]
        },
    }
}

fn networks(task: Task) -> Vec<Rivals> {
    let network = |shape| Recipe::Network { shape, bags: 1 };
    let perceptron = Shape::perceptron();
    let mut all = vec![Rivals {
        recipes: vec![
            network(perceptron),
            network(Shape { units: 32, dropout: 0.3, decay: 1e-2, ..perceptron }),
            network(Shape { units: 128, dropout: 0.3, ..perceptron }),
        ],
    }];
    if matches!(task, Task::UsStay | Task::StoryRise | Task::TopicRise) {
        let lags = |body| Shape { batch: 2048, rounds: 20, rate: 4e-3, ..Shape::of(body) };
        all.push(one(network(lags(Body::Gru))));
        all.push(one(network(lags(Body::Convolution))));
    }
    all
}
