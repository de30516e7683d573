//! Plans do not depend on whether groups were written to disk on the way.

use super::support::{
    batch_of, oracle::Table, random::Random, register, rows_of, session, table_text,
};
use datafusion::{
    execution::{memory_pool::FairSpillPool, runtime_env::RuntimeEnvBuilder},
    physical_plan::{ExecutionPlan, collect},
    prelude::{SessionConfig, SessionContext},
};
use std::sync::Arc;

const SQL: &str = r#"SELECT chat, windrow_plan(named_struct('bytes', bytes, 'key', key), ts, '{"max":{"bytes":900},"overlap":0.2,"cut":"stable"}' ORDER BY ts, pos) AS plan FROM t GROUP BY chat"#;

fn spills(plan: &Arc<dyn ExecutionPlan>) -> usize {
    let here = plan.metrics().and_then(|metrics| metrics.spill_count()).unwrap_or(0);
    here + plan.children().into_iter().map(spills).sum::<usize>()
}

#[tokio::test]
async fn spilled_groups_have_the_same_plans() {
    let mut random = Random::new(5);
    let len = 60_000;
    let table = Table {
        len,
        measures: [("bytes".to_owned(), (0..len).map(|_| random.below(200)).collect())].into(),
        partitions: (0..len as u64).map(|row| row / 30).collect(),
        times: (0..len as i64).collect(),
        keys: (0..len as u64).collect(),
        ..Table::default()
    };
    let batch = batch_of(&table);
    let expected = session(1, 8_192);
    register(&expected, "t", &batch, 1, None);
    let expected =
        rows_of(&expected, &format!("SELECT * FROM ({SQL}) ORDER BY chat")).await.unwrap();
    for (partitions, memory) in [(1, 1_500_000), (2, 2_400_000)] {
        let pool = Arc::new(FairSpillPool::new(memory));
        let runtime = RuntimeEnvBuilder::new().with_memory_pool(pool).build_arc().unwrap();
        let config = SessionConfig::new().with_target_partitions(partitions).with_batch_size(512);
        let context = SessionContext::new_with_config_rt(config, runtime);
        windrow_datafusion::register(&context).unwrap();
        register(&context, "t", &batch, partitions, Some(&mut random));
        let plan = context.sql(SQL).await.unwrap().create_physical_plan().await.unwrap();
        let found = collect(Arc::clone(&plan), context.task_ctx()).await.unwrap();
        assert!(spills(&plan) > 0, "{partitions}: there was memory for all");
        let roomy = session(1, 8_192);
        let found = datafusion::datasource::MemTable::try_new(plan.schema(), vec![found]).unwrap();
        roomy.register_table("found", Arc::new(found)).unwrap();
        let found = rows_of(&roomy, "SELECT * FROM found ORDER BY chat").await.unwrap();
        assert_eq!(found.num_rows(), 2_000);
        assert!(table_text(&found) == table_text(&expected), "{partitions}");
    }
}
