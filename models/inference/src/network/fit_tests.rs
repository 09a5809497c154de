use std::{
    net::{TcpListener, TcpStream},
    thread,
};

use super::*;
use crate::{Task, draw::Draw, metrics, network::member};

/// Rows whose answer is an exclusive or, some of them with a gap.
fn lesson(rows: usize, seed: u64) -> Lesson {
    let mut draw = Draw::new(seed);
    let a: Vec<f64> = (0..rows).map(|_| draw.unit() * 2.0 - 1.0).collect();
    let b: Vec<f64> = (0..rows).map(|_| draw.unit() * 2.0 - 1.0).collect();
    let labels = a.iter().zip(&b).map(|(a, b)| f64::from(u8::from((*a > 0.0) != (*b > 0.0)))).collect();
    let mut dense = Matrix::default();
    dense.push("a_l0", a.iter().copied());
    dense.push("a_l1", b.iter().copied());
    dense.push("gap", a.iter().map(|a| if *a > 0.9 { f64::NAN } else { 0.0 }));
    let texts = vec![Vec::new(); rows];
    let inputs = Inputs { task: Task::TopicRise, dense, rule: vec![0.5; rows], texts, meaning: None };
    Lesson { inputs, labels, weights: vec![1.0; rows] }
}

fn shape(body: Body) -> Shape {
    Shape { units: 16, batch: 64, rounds: 12, rate: 2e-2, ..Shape::of(body) }
}

/// Members in threads of this process: nothing that they do depends on libtorch's own draws.
fn together(members: usize, work: impl FnOnce(&Team) -> Network) -> Network {
    thread::scope(|scope| {
        let mut streams = Vec::new();
        for _ in 0..members {
            let listener = TcpListener::bind("127.0.0.1:0").unwrap();
            streams.push(TcpStream::connect(listener.local_addr().unwrap()).unwrap());
            let (lead, _) = listener.accept().unwrap();
            scope.spawn(move || member(lead).unwrap());
        }
        let team = Team::of(streams).unwrap();
        let network = work(&team);
        // Members wait for the lead to hang up.
        drop(team);
        network
    })
}

#[test]
fn every_body_learned_by_three_is_the_one_learned_alone_up_to_rounding() {
    let (rows, watch) = (lesson(700, 1), lesson(200, 2));
    for body in [Body::Perceptron, Body::Gru, Body::Convolution] {
        let shape = shape(body);
        let alone = Network::fit(&shape, &rows, Some(&watch), 5, None).unwrap();
        let shared = together(2, |team| Network::fit(&shape, &rows, Some(&watch), 5, Some(team)).unwrap());
        assert_eq!(shared.rounds, alone.rounds, "{body:?}");
        let logits = |network: &Network| network.logits(&watch.inputs).unwrap();
        let (one, other) = (logits(&alone), logits(&shared));
        let furthest = one.iter().zip(&other).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(furthest < 0.02, "{body:?}: {furthest}");
        assert!(metrics::auc(&one, &watch.labels) > 0.9, "{body:?} learned nothing");
    }
}

#[test]
fn a_batch_with_fewer_rows_than_processes_is_learned_too() {
    // The last batch of each pass has one row for three processes.
    let rows = lesson(129, 3);
    let shape = Shape { rounds: 2, ..shape(Body::Perceptron) };
    let alone = Network::fit(&shape, &rows, None, 5, None).unwrap();
    let shared = together(2, |team| Network::fit(&shape, &rows, None, 5, Some(team)).unwrap());
    for (mine, theirs) in alone.weights.iter().zip(&shared.weights) {
        let furthest = mine.values.iter().zip(&theirs.values).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(furthest < 1e-4, "{}: {furthest}", mine.name);
    }
}
