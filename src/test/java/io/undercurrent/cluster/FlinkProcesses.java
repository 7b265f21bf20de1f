package io.undercurrent.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * A session cluster of Flink: a job manager and task managers, started as Flink's own scripts start them, with flink-lib in
 * their lib, and {@code flink run}. Their class path has nothing else of this project.
 */
final class FlinkProcesses implements AutoCloseable {

    /** What a task manager may take, all in all. */
    static final int TASK_MANAGER_MB = 1280;

    private static final Pattern JOB = Pattern.compile("JobID ([0-9a-f]{32})");
    private static final long SECONDS_TO_SUBMIT = 120;

    private final Path directory;
    private final Map<String, String> settings;
    private final String classPath;
    private final List<JavaProcess> taskManagers = new ArrayList<>();
    private final FlinkRest rest;
    private JavaProcess jobManager;
    private int started;

    private FlinkProcesses(Path directory, List<Path> lib, Map<String, String> settings, int webPort) {
        this.directory = directory;
        this.classPath = Distribution.classPath(lib);
        this.settings = settings;
        this.rest = new FlinkRest(webPort);
    }

    /**
     * A cluster whose processes are still to be started.
     *
     * @param further settings, over those that keep it small and on the loopback interface
     */
    static FlinkProcesses of(Path directory, Map<String, String> further) throws IOException {
        return of(directory, Distribution.flinkLib(), further);
    }

    /**
     * The same with other jars.
     *
     * @param lib of Flink
     */
    static FlinkProcesses of(Path directory, List<Path> lib, Map<String, String> further) throws IOException {
        int webPort = Distribution.freePort();
        Map<String, String> settings = new TreeMap<>(Map.of(
                "jobmanager.rpc.address", Distribution.LOOPBACK,
                "jobmanager.rpc.port", Integer.toString(Distribution.freePort()),
                "jobmanager.bind-host", Distribution.LOOPBACK,
                "taskmanager.host", Distribution.LOOPBACK,
                "taskmanager.bind-host", Distribution.LOOPBACK,
                "rest.address", Distribution.LOOPBACK,
                "rest.bind-address", Distribution.LOOPBACK,
                "rest.port", Integer.toString(webPort),
                "io.tmp.dirs", Files.createDirectories(directory.resolve("tmp")).toString(),
                "taskmanager.numberOfTaskSlots", "2"));
        settings.putAll(Map.of(
                "taskmanager.memory.process.size", TASK_MANAGER_MB + "m",
                "taskmanager.memory.jvm-metaspace.size", "192m",
                "taskmanager.memory.managed.size", "64m",
                "taskmanager.memory.network.max", "64m",
                "taskmanager.memory.task.off-heap.size", "192m"));
        // As compose has it: flink run does not go by the page's upload of jars.
        settings.put("web.submit.enable", "false");
        settings.put(
                "execution.checkpointing.dir",
                directory.resolve("checkpoints").toUri().toString());
        settings.putAll(further);
        Path conf = Files.createDirectories(directory.resolve("conf"));
        Files.write(
                conf.resolve("config.yaml"),
                settings.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
        return new FlinkProcesses(directory, lib, settings, webPort);
    }

    /** Where its processes log to. */
    Path logs() {
        return directory;
    }

    FlinkRest rest() {
        return rest;
    }

    /** Starts the job manager, also again after it was killed. */
    JavaProcess startJobManager() {
        jobManager = JavaProcess.start(
                directory.resolve("jobmanager-" + ++started + ".log"),
                options("-Xms192m", "-Xmx192m"),
                classPath,
                Map.of(),
                "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint",
                List.of("--configDir", directory.resolve("conf").toString(), "--executionMode", "cluster"));
        return jobManager;
    }

    /**
     * Starts one more task manager, with the options and the environment that cluster.md among the pages asks for.
     *
     * @param further options of its JVM
     */
    JavaProcess startTaskManager(String... further) {
        TaskExecutorProcessSpec memory =
                TaskExecutorProcessUtils.processSpecFromConfig(Configuration.fromMap(settings));
        List<String> options =
                options(ProcessMemoryUtils.generateJvmParametersStr(memory).split(" "));
        options.addAll(List.of("-Dorg.bytedeco.javacpp.maxbytes=128m", "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
        options.addAll(List.of(further));
        List<String> arguments =
                new ArrayList<>(List.of("--configDir", directory.resolve("conf").toString()));
        arguments.addAll(Arrays.asList(TaskExecutorProcessUtils.generateDynamicConfigsStr(memory)
                .trim()
                .split("\\s+")));
        String name = "taskmanager-" + ++started;
        arguments.addAll(List.of("-D", "taskmanager.resource-id=" + name));
        JavaProcess taskManager = JavaProcess.start(
                directory.resolve(name + ".log"),
                options,
                classPath,
                Map.of("OMP_NUM_THREADS", "1"),
                "org.apache.flink.runtime.taskexecutor.TaskManagerRunner",
                arguments);
        taskManagers.add(taskManager);
        return taskManager;
    }

    /** Returns when as many task managers can be given work. */
    void awaitTaskManagers(int count) throws InterruptedException {
        Await.until(count + " task managers", () -> {
            jobManager.requireAlive();
            return rest.taskManagers() == count;
        });
    }

    /** {@code flink run}, and the job that it started. */
    String submit(String... arguments) throws InterruptedException {
        JavaProcess run = run(arguments);
        Matcher job = JOB.matcher(run.said());
        if (run.await(0) != 0 || !job.find()) {
            throw new IllegalStateException("flink run failed:\n" + run.said());
        }
        return job.group(1);
    }

    /** {@code flink run --detached} to its end. */
    JavaProcess run(String... arguments) throws InterruptedException {
        List<String> all = new ArrayList<>(
                List.of("run", "--detached", Distribution.jobJar().toString()));
        all.addAll(List.of(arguments));
        JavaProcess run = JavaProcess.start(
                directory.resolve("run-" + ++started + ".log"),
                options("-Xmx256m"),
                classPath,
                Map.of("FLINK_CONF_DIR", directory.resolve("conf").toString()),
                "org.apache.flink.client.cli.CliFrontend",
                all);
        run.await(SECONDS_TO_SUBMIT);
        return run;
    }

    /** Starts Flink's gateway for SQL, which sends jobs to this cluster. */
    SqlGateway startSqlGateway() throws InterruptedException {
        int port = Distribution.freePort();
        String endpoint = "-Dsql-gateway.endpoint.rest.";
        JavaProcess gateway = JavaProcess.start(
                directory.resolve("sql-gateway.log"),
                options("-Xmx384m"),
                classPath,
                Map.of("FLINK_CONF_DIR", directory.resolve("conf").toString()),
                "org.apache.flink.table.gateway.SqlGateway",
                List.of(
                        "-Dexecution.target=remote",
                        endpoint + "address=" + Distribution.LOOPBACK,
                        endpoint + "bind-address=" + Distribution.LOOPBACK,
                        endpoint + "port=" + port));
        return SqlGateway.of(gateway, port);
    }

    private static List<String> options(String... memory) {
        List<String> options = new ArrayList<>(Distribution.jvmOptions());
        options.addAll(List.of(memory));
        return options;
    }

    /** Ends all its processes. */
    @Override
    public void close() {
        taskManagers.forEach(JavaProcess::kill);
        if (jobManager != null) {
            jobManager.kill();
        }
    }
}
