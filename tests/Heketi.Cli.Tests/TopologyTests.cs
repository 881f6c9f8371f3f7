using System.Text.Json;
using Heketi.Client.Tests.Support;

namespace Heketi.Cli.Tests;

public sealed class TopologyTests
{
    [Fact]
    public async Task Info_of_an_empty_server()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        (await CliRun.AgainstAsync(server, "topology info")).Should().Be(CliRun.Success("\n"));
        (await CliRun.AgainstAsync(server, "topology info --json")).Should().Be(CliRun.Success("""{"clusters":[]}"""));
    }

    [Fact]
    public async Task Info_is_that_of_the_original()
    {
        var json = Recording.OutputOf("topology", "topology info --json");
        json.Should().Contain("brick10").And.Contain("arbiter");
        await using var server = await ServerWithAsync(JsonElement.Parse(json));

        (await CliRun.AgainstAsync(server, "topology info")).Should().Be(CliRun.Success(Recording.OutputOf("topology", "topology info")));
        (await CliRun.AgainstAsync(server, "topology info --json")).Should().Be(CliRun.Success(json));
    }

    /// <summary>All recorded runs with a template, on the topology recorded before them.</summary>
    public static TheoryData<int> TemplateRuns => [.. Recording.Runs("topology")
        .Where(run => run.Run.Arguments is ["topology", "info", "-T" or "--template", _])
        .Select(run => run.Line)];

    [Theory]
    [MemberData(nameof(TemplateRuns))]
    public async Task Templates_print_what_they_print_in_the_original(int line)
    {
        var recording = Recording.At("topology", line);
        await using var server = await ServerWithAsync(JsonElement.Parse(Recording.OutputOf("topology", "topology info --json")));

        var run = await CliRun.RunAsync(["-s", server.Address, .. recording.Arguments]);

        // Ids lose their brackets; those in error texts are no ids
        run.Should().Be(recording.Expected with
        {
            Output = recording.Expected.Output.Replace("<", "", StringComparison.Ordinal).Replace(">", "", StringComparison.Ordinal),
        });
    }

    [Theory]
    [InlineData("{{with $c := index .ClusterList 1}}{{range $i, $n := $c.Nodes}}{{if $i}}, {{end}}{{$n.Zone}}{{end}}{{end}}", "1, 3, 1, 2")]
    [InlineData("{{range .ClusterList}}{{if and .File (not .Block)}}F{{else if .File}}FB{{else}}-{{end}}{{end}}", "-FBF-")]
    [InlineData("a {{- /* nothing */ -}} b{{range .Nothing}}{{end}}", null)]
    [InlineData("{{$n := 0}}{{range .ClusterList}}{{$n = len .Nodes}}{{end}}{{$n | printf \"%03d|%-4v|%q\" 1 2}}", "  1|2   |\"1\"")]
    [InlineData("{{range .ClusterList}}{{range .Volumes}}{{range $k, $v := .Mount.GlusterFS.Options}}{{eq $k `backup-volfile-servers`}} {{end}}{{end}}{{end}}", "true true true true ")]
    [InlineData("{{", null)]
    [InlineData("{{if}}", null)]
    [InlineData("{{end}}", null)]
    [InlineData("{{range .ClusterList}}", null)]
    [InlineData("{{len 1 | }}", null)]
    [InlineData("{{index .ClusterList 99}}", null)]
    [InlineData("{{\"abc}}", null)]
    [InlineData("{{(len .ClusterList}}", null)]
    [InlineData("{{$x}}", null)]
    [InlineData("{{)}}", null)]
    public async Task Templates_work_or_are_refused_clearly(string template, string? output)
    {
        await using var server = await ServerWithAsync(JsonElement.Parse(Recording.OutputOf("topology", "topology info --json")));

        var run = await CliRun.RunAsync(["-s", server.Address, "topology", "info", "-T", template]);

        run.Output.Should().Be(output ?? "");
        run.Error.Should().MatchRegex(output is null ? "^Error: failed to (parse|execute) template: " : "^$");
    }

    [Fact]
    public async Task Load_into_an_empty_server()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""))
            .On("POST /clusters", new StubAnswer(201, """{"id":"c1"}"""))
            .On("POST /nodes", StubAnswer.To(202, "/queue/n1"), StubAnswer.To(202, "/queue/n2"), StubAnswer.To(202, "/queue/n3"))
            .On("GET /queue/n1", StubAnswer.To(303, "/nodes/n1")).On("GET /nodes/n1", StubAnswer.Json("""{"id":"n1","cluster":"c1"}"""))
            .On("GET /queue/n2", StubAnswer.To(303, "/nodes/n2")).On("GET /nodes/n2", StubAnswer.Json("""{"id":"n2","cluster":"c1"}"""))
            .On("GET /queue/n3", StubAnswer.To(303, "/nodes/n3")).On("GET /nodes/n3", StubAnswer.Json("""{"id":"n3","cluster":"c1"}"""))
            .On("POST /devices", StubAnswer.To(202, "/queue/d"))
            .On("GET /queue/d", StubAnswer.NoContent);
        var recorded = Recording.Runs("topology").First(run => run.Run.Arguments is ["topology", "load", "--json=topology.json"]).Run.Expected;

        var run = await LoadAsync(server, Recording.InputFile("topology", "topology.json"));

        run.Should().Be(recorded with
        {
            Output = recorded.Output.Replace("<cluster2>", "c1", StringComparison.Ordinal)
                .Replace("<node1>", "n1", StringComparison.Ordinal).Replace("<node2>", "n2", StringComparison.Ordinal).Replace("<node3>", "n3", StringComparison.Ordinal),
        });
        server.Log.Should().ContainInOrder(
            """POST /clusters {"block":true,"file":true}""",
            """POST /nodes {"zone":1,"hostnames":{"manage":["node1.example.com"],"storage":["10.0.0.1"]},"cluster":"c1"}""",
            """POST /devices {"name":"/dev/sdb","node":"n1"}""",
            """POST /devices {"name":"/dev/sdc","node":"n1"}""");
    }

    [Fact]
    public async Task Load_adds_what_is_missing_and_fails_when_something_failed()
    {
        await using var server = (await ServerWithOneNodeAsync())
            .On("POST /nodes", StubAnswer.To(202, "/queue/n4"))
            .On("GET /queue/n4", StubAnswer.To(303, "/nodes/n4")).On("GET /nodes/n4", StubAnswer.Json("""{"id":"n4","cluster":"c1"}"""))
            .On("POST /devices", StubAnswer.NoContent, StubAnswer.Error(400, "validation failed: name: must be in a valid format."), StubAnswer.NoContent);
        const string file = """
            {"Clusters": [{"nodes": [
              {"node": {"hostnames": {"manage": ["new"], "storage": ["10.0.0.4"]}, "zone": 1, "tags": {"arbiter": "required"}},
               "devices": [{"name": "/dev/sdb", "tags": {"x": "y"}, "destroydata": true}, {"name": "bad"}, "/dev/sdc"]},
              {"node": {"hostnames": {"manage": ["m1"], "storage": ["10.0.0.1"]}, "zone": 1}, "devices": ["/dev/sdb", "/dev/disk/by-id/b"]}]}]}
            """;

        var run = await LoadAsync(server, file);

        run.Should().Be(CliRun.Failure(
            "1 of the nodes and devices could not be added, see the output; correct the cause and load the file again",
            "\tCreating node new ... ID: n4\n\t\tAdding device /dev/sdb ... OK\n\t\tAdding device bad ... Unable to add device: validation failed: name: must be in a valid format.\n"
            + "\t\tAdding device /dev/sdc ... OK\n\tFound node m1 on cluster c1\n\t\tFound device /dev/sdb\n\t\tFound device /dev/disk/by-id/b\n"));
        server.Log.Should().Contain(
            """POST /nodes {"zone":1,"hostnames":{"manage":["new"],"storage":["10.0.0.4"]},"cluster":"c1","tags":{"arbiter":"required"}}""").And.Contain(
            """POST /devices {"name":"/dev/sdb","tags":{"x":"y"},"node":"n4","destroydata":true}""");
    }

    [Fact]
    public async Task Load_removes_a_cluster_that_got_no_node()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""))
            .On("POST /clusters", new StubAnswer(201, """{"id":"c1"}"""))
            .On("POST /nodes", StubAnswer.Error(400, "validation failed: zone: cannot be blank."))
            .On("DELETE /clusters/c1", StubAnswer.Json(""));

        var run = await LoadAsync(server, """{"clusters": [{"nodes": [{"node": {"hostnames": {"manage": ["nz"], "storage": ["10.9.0.1"]}, "zone": 1}}]}]}""");

        run.Should().Be(CliRun.Failure(
            "1 of the nodes and devices could not be added, see the output; correct the cause and load the file again",
            "Creating cluster ... ID: c1\n\tAllowing file volumes on cluster.\n\tAllowing block volumes on cluster.\n\tCreating node nz ... Unable to create node: validation failed: zone: cannot be blank.\n"));
        server.Log.Should().EndWith("DELETE /clusters/c1");
    }

    [Fact]
    public async Task Load_does_not_guess_between_two_clusters()
    {
        await using var server = (await ServerWithOneNodeAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1","c2"]}"""))
            .On("GET /clusters/c2", StubAnswer.Json("""{"id":"c2","nodes":["n2"]}"""))
            .On("GET /nodes/n2", StubAnswer.Json("""{"id":"n2","cluster":"c2","hostnames":{"manage":["m2"],"storage":["10.0.0.2"]},"devices":[]}"""));
        const string file = """
            {"clusters": [{"nodes": [
              {"node": {"hostnames": {"manage": ["m1"], "storage": ["10.0.0.1"]}, "zone": 1}},
              {"node": {"hostnames": {"manage": ["m2"], "storage": ["10.0.0.2"]}, "zone": 1}},
              {"node": {"hostnames": {"manage": ["m3"], "storage": ["10.0.0.3"]}, "zone": 1}}]}]}
            """;

        (await LoadAsync(server, file)).Should().Be(CliRun.Failure(
            "nodes that the file puts into one cluster are in several: c1, c2; give each of these a cluster of its own in the file"));
        server.Requests.Should().OnlyContain(request => request.Method == "GET");
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"clusters\": [ }")]
    [InlineData("{\"clusters\": []} {}")]
    public async Task Load_refuses_what_is_no_topology(string content)
    {
        await using var server = await StubServer.StartAsync();

        var run = await LoadAsync(server, content);

        run.Error.Should().StartWith("Error: Unable to parse config file: t.json line 1: ");
        run.ExitCode.Should().Be(CliProgram.Failure);
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Load_names_all_mistakes_with_their_lines_before_it_changes_anything()
    {
        await using var server = await StubServer.StartAsync();
        const string file = """
            {"clusters": [
              {"nodes": [
                {"node": {"zone": 1}},
                {"node": {"hostnames": {"manage": ["m"], "storage": []}, "zone": "one"},
                 "devices": [null, "", 7, {"name": "/dev/sdc", "destroydata": "yes"},
                   "/dev/sdc"]},
                {"node": {"hostnames": {"manage": ["m"], "storage": ["10.0.0.1"]}}}]},
              {"block": 1, "nodes": {}},
              {"nodes": ["n"]}]}
            """;

        (await LoadAsync(server, file)).Should().Be(CliRun.Failure(
            "t.json line 3: cluster 1, node 1: hostnames.manage is missing; give the name by which the server reaches the node\n"
            + "t.json line 3: cluster 1, node 1: hostnames.storage is missing; give the address by which Gluster reaches the node\n"
            + "t.json line 4: cluster 1, node 2: hostnames.storage is missing; give the address by which Gluster reaches the node\n"
            + "t.json line 4: cluster 1, node 2: zone is \"one\"; give a number from 1 on\n"
            + "t.json line 5: cluster 1, node 2: a device is null; give a path like /dev/sdb\n"
            + "t.json line 5: cluster 1, node 2: the name of a device is \"\"; give a path like /dev/sdb\n"
            + "t.json line 5: cluster 1, node 2: the name of a device is 7; give a path like /dev/sdb\n"
            + "t.json line 5: cluster 1, node 2: destroydata is \"yes\"; give true or false\n"
            + "t.json line 6: cluster 1, node 2: device /dev/sdc is named twice, first on line 5\n"
            + "t.json line 7: cluster 1, node 3: m is the manage name of another node already, on line 4\n"
            + "t.json line 7: cluster 1, node 3: zone is missing; give a number from 1 on, the same for nodes that can fail together\n"
            + "t.json line 8: cluster 2: block is 1; give true or false\n"
            + "t.json line 8: cluster 2: nodes is an object; give a list in brackets\n"
            + "t.json line 9: cluster 3, node 1: is \"n\"; it is an object with \"node\" and \"devices\""));
        server.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Load_takes_keys_in_any_case_and_asks_about_almost_known_ones()
    {
        await using var server = (await StubServer.StartAsync()).On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        (await LoadAsync(server, "{\"Clusters\": [],\n\"cluster\": 1, \"comment\": 2}")).Should().Be(CliRun.Success(
            "", "t.json line 2: \"cluster\" is ignored; is it meant to be \"clusters\"?\nt.json has no clusters: nothing to do.\n"));
    }

    [Fact]
    public async Task A_dry_run_shows_the_differences_and_changes_nothing()
    {
        await using var server = (await StubServer.StartAsync())
            .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1"]}"""))
            .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","nodes":["n1","n2"]}"""))
            .On("GET /nodes/n1", StubAnswer.Json("""{"id":"n1","zone":1,"cluster":"c1","hostnames":{"manage":["m1"],"storage":["10.0.0.1"]},"devices":[{"name":"/dev/sdb","id":"d1"},{"name":"/dev/sdd","id":"d2"}]}"""))
            .On("GET /nodes/n2", StubAnswer.Json("""{"id":"n2","zone":1,"cluster":"c1","hostnames":{"manage":["m2"],"storage":["10.0.0.2"]},"devices":[]}"""));
        const string file = """
            {"clusters": [{"nodes": [
              {"node": {"hostnames": {"manage": ["m1"], "storage": ["10.0.0.9"]}, "zone": 2}, "devices": ["/dev/sdb", "/dev/sdc"]},
              {"node": {"hostnames": {"manage": ["m3"], "storage": ["10.0.0.3"]}, "zone": 3}, "devices": [{"name": "/dev/sdb", "destroydata": true}]}]},
             {"block": false, "nodes": [{"node": {"hostnames": {"manage": ["m4"], "storage": ["10.0.0.4"]}, "zone": 1}}]}]}
            """;

        (await LoadAsync(server, file, "--dry-run")).Should().Be(CliRun.Success(
            "= cluster c1\n"
            + "    ~ node m1 (n1); zone 1, in the file 2; storage 10.0.0.1, in the file 10.0.0.9\n"
            + "        = device /dev/sdb\n"
            + "        + device /dev/sdc\n"
            + "        - device /dev/sdd (d2) is not in the file\n"
            + "    + node m3 (storage 10.0.0.3, zone 3)\n"
            + "        + device /dev/sdb, whose data is destroyed\n"
            + "+ cluster (file: yes, block: no)\n"
            + "    + node m4 (storage 10.0.0.4, zone 1)\n"
            + "- node m2 (n2, cluster c1) is not in the file\n"
            + "5 to add; nothing was changed (--dry-run)\n"));
        server.Requests.Should().OnlyContain(request => request.ToString().StartsWith("GET "));
    }

    [Theory]
    [InlineData("{}", "t.json has no clusters: nothing to do.\n")]
    [InlineData("""{"clusters": [{"nodes": []}]}""", "Cluster 1 of t.json has no nodes: nothing to do for it.\n")]
    public async Task Load_says_when_there_is_nothing_to_do(string content, string notice)
    {
        await using var server = (await StubServer.StartAsync()).On("GET /clusters", StubAnswer.Json("""{"clusters":[]}"""));

        (await LoadAsync(server, content)).Should().Be(CliRun.Success("", notice));
    }

    private static async Task<CliRun> LoadAsync(StubServer server, string content, string flags = "")
    {
        using var directory = new TestDirectory();
        directory.Write("t.json", content);
        return await CliRun.AgainstAsync(server, $"topology load -j t.json {flags}".TrimEnd(), directory.Path);
    }

    private static async Task<StubServer> ServerWithOneNodeAsync() => (await StubServer.StartAsync())
        .On("GET /clusters", StubAnswer.Json("""{"clusters":["c1"]}"""))
        .On("GET /clusters/c1", StubAnswer.Json("""{"id":"c1","nodes":["n1"]}"""))
        .On("GET /nodes/n1", StubAnswer.Json("""{"id":"n1","cluster":"c1","hostnames":{"manage":["m1"],"storage":["10.0.0.1"]},"devices":[{"name":"/dev/sdb","paths":["/dev/disk/by-id/b","/dev/sdb"],"id":"d1"}]}"""));

    /// <summary>A server that has the topology of a <c>topology info --json</c>.</summary>
    private static async Task<StubServer> ServerWithAsync(JsonElement topology)
    {
        var server = await StubServer.StartAsync();
        var clusters = topology.GetProperty("clusters").EnumerateArray().ToList();
        server.On("GET /clusters", StubAnswer.Json($$"""{"clusters":{{Ids(clusters)}}}"""));
        foreach (var cluster in clusters)
        {
            var nodes = cluster.GetProperty("nodes").EnumerateArray().ToList();
            var volumes = cluster.GetProperty("volumes").EnumerateArray().ToList();
            server.On($"GET /clusters/{Path(cluster)}", StubAnswer.Json(
                $$"""{"id":{{cluster.GetProperty("id").GetRawText()}},"nodes":{{Ids(nodes)}},"volumes":{{Ids(volumes)}},"block":{{cluster.GetProperty("block").GetRawText()}},"file":{{cluster.GetProperty("file").GetRawText()}},"blockvolumes":[]}"""));
            nodes.ForEach(node => server.On($"GET /nodes/{Path(node)}", StubAnswer.Json(node.GetRawText())));
            volumes.ForEach(volume => server.On($"GET /volumes/{Path(volume)}", StubAnswer.Json(volume.GetRawText())));
        }

        return server;
    }

    private static string Ids(IEnumerable<JsonElement> items) => $"[{string.Join(',', items.Select(item => item.GetProperty("id").GetRawText()))}]";

    private static string Path(JsonElement item) => Uri.EscapeDataString(item.GetProperty("id").GetString()!);
}
