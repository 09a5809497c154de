// The newest report of each channel, by Kafka Streams with exactly_once_v2, upserted into PostgreSQL.
// java -cp 'libs/*' KeyedStreams.java BROKERS TOPIC DATABASE RECORDS VIEWS; VIEWS: what the newest reports add up to.

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

public class KeyedStreams {
    record Metrics(long views, long minutes_watched, long likes, long revenue_micros, String currency) {}

    record Report(String channel_id, String day, String observed_at, Metrics metrics) {}

    static final ObjectMapper JSON = new ObjectMapper();

    static Serde<Report> reports() {
        return Serdes.serdeFrom((topic, report) -> {
            try {
                return JSON.writeValueAsBytes(report);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        }, (topic, bytes) -> {
            try {
                return bytes == null ? null : JSON.readValue(bytes, Report.class);
            } catch (IOException error) {
                throw new UncheckedIOException(error);
            }
        });
    }

    /** Gathers what comes out of the table of the newest, and upserts it twice a second: said again, it changes nothing. */
    static class Upserts implements Processor<String, Report, Void, Void> {
        static final String UPSERT = "insert into newest values (?, ?::date, ?::timestamptz, ?, ?, ?, ?)"
            + " on conflict (channel_id) do update set (day, observed_at, views, minutes_watched, likes, revenue_micros) ="
            + " (excluded.day, excluded.observed_at, excluded.views, excluded.minutes_watched, excluded.likes, excluded.revenue_micros)"
            + " where newest.observed_at <= excluded.observed_at";
        final Connection database;
        final Map<String, Report> gathered = new HashMap<>();

        Upserts(Connection database) {
            this.database = database;
        }

        @Override
        public void init(ProcessorContext<Void, Void> context) {
            context.schedule(Duration.ofMillis(500), PunctuationType.WALL_CLOCK_TIME, now -> flush());
        }

        @Override
        public void process(Record<String, Report> record) {
            gathered.put(record.key(), record.value());
        }

        void flush() {
            if (gathered.isEmpty()) return;
            try (var upsert = database.prepareStatement(UPSERT)) {
                for (Report report : gathered.values()) {
                    upsert.setString(1, report.channel_id());
                    upsert.setString(2, report.day());
                    upsert.setString(3, report.observed_at());
                    upsert.setLong(4, report.metrics().views());
                    upsert.setLong(5, report.metrics().minutes_watched());
                    upsert.setLong(6, report.metrics().likes());
                    upsert.setLong(7, report.metrics().revenue_micros());
                    upsert.addBatch();
                }
                upsert.executeBatch();
                database.commit();
                gathered.clear();
            } catch (SQLException error) {
                throw new IllegalStateException(error);
            }
        }
    }

    static Connection connect(String database) throws SQLException {
        // postgres://user@host:port/name, as everybody else is given it.
        var address = database.replaceFirst("postgres://([^@]*)@(.*)", "jdbc:postgresql://$2?user=$1&reWriteBatchedInserts=true");
        var connection = DriverManager.getConnection(address);
        connection.setAutoCommit(false);
        return connection;
    }

    static long views(Connection database) throws SQLException {
        try (var query = database.createStatement(); var sum = query.executeQuery("select coalesce(sum(views), 0) from newest")) {
            sum.next();
            long views = sum.getLong(1);
            database.commit();
            return views;
        }
    }

    public static void main(String[] args) throws Exception {
        String brokers = args[0], topic = args[1];
        long records = Long.parseLong(args[3]), views = Long.parseLong(args[4]);
        Connection watch = connect(args[2]), writes = connect(args[2]);
        try (var schema = watch.createStatement()) {
            schema.execute("create table newest (channel_id text primary key, day date not null, observed_at timestamptz not null,"
                + " views bigint, minutes_watched bigint, likes bigint, revenue_micros bigint)");
            watch.commit();
        }
        var seen = new AtomicLong();
        var builder = new StreamsBuilder();
        // One stream thread, the default: one connection serves all of its tasks.
        builder.stream(topic, Consumed.with(Serdes.String(), reports()))
            .peek((channel, report) -> seen.incrementAndGet())
            .groupByKey(Grouped.with(Serdes.String(), reports()))
            .reduce((known, report) -> known.observed_at().compareTo(report.observed_at()) <= 0 ? report : known,
                Materialized.with(Serdes.String(), reports()))
            .toStream()
            .process(() -> new Upserts(writes));
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-streams");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.STATE_DIR_CONFIG, "state");
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, 1);
        config.put("auto.offset.reset", "earliest");
        var streams = new KafkaStreams(builder.build(), config);
        streams.setUncaughtExceptionHandler(error -> {
            error.printStackTrace();
            System.exit(1);
            return null;
        });

        System.out.println("ready");
        System.in.read();
        streams.start();
        while (seen.get() < records || views(watch) != views) Thread.sleep(200);
        System.out.println("done");
        System.in.skip(System.in.available());
        System.in.read();
        System.exit(0);
    }
}
