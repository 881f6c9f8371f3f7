namespace Heketi.Conformance.Cli;

/// <summary>Wanted differences of the server's own commands: the same as docs/differences.md.</summary>
internal static class ServerCommandDifferences
{
    private const string Commands = "heketi_db_commands";
    private const string Binary = "heketi_binary";
    private const string MissingFile = "a missing file is not made, and the text says that it is missing";
    private const string OtherKind = "the text says what the file is not";
    private const string Scripts = "a script must be able to notice";

    /// <summary>Checks that find something: the same report, but exit code 1.</summary>
    private static readonly int[] _inconsistent = [37, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50];

    public static IEnumerable<CliDifference> All =>
    [
        new(Commands, 2, 1, @"\APlease provide file for output\n\z", null, "it is the output that is missing"),
        new(Commands, 3, 1, @"\APlease provide file for output\n\z", null, "it is the output that is missing"),
        new(Commands, 7, 1, @"\Afailed to dump db: Unable to open database: open nosuch\.db: no such file or directory\n\z", null, MissingFile),
        new(Commands, 13, 1, @"\Afailed to dump db: \S+junk\.db is not a database of this server .+\n\z", null, OtherKind),
        new(Commands, 32, 1, @"\AERROR: Unable to start application: Unable to initialize db, unknown attributes are present .+: NOSUCH_ATTR\n\z", null, "which one"),
        new(Commands, 35, 1, @"\Afailed to check db: Unable to open database: open nosuch\.db: no such file or directory\n\z", null, MissingFile),
        new(Commands, 36, 1, @"\Afailed to check db: \S+junk\.db is not a database of this server .+\n\z", null, OtherKind),
        new(Commands, 55, 1, @"\Afailed to delete bricks with empty path: Unable to open database: open nosuch2\.db: no such file or directory\n\z", null, MissingFile),
        new(Commands, 64, 0, @"\A\z", null, "the brick is taken out of its volume's list, too") { Change = WithoutInconsistency },
        .. _inconsistent.Select(line => new CliDifference(Commands, line, 1, @"\A\z", null, Scripts)),
        .. new[] { 9, 10, 15, 24 }.Select(line => new CliDifference(Binary, line, 0, @"\A\z", null, "db verify is new") { Change = WithVerify }),
        new(Binary, 30, 1, @"\AERROR: Unable to parse configuration: json: cannot unmarshal number into Go struct field Config\.port of type string\n(?:ERROR: .+\n)+\z", null, "all problems at once"),
        new(Binary, 36, 1, @"\AERROR: Unable to start application: invalid executor: bogus: .+ must be one of .+\n\z", null, "the way out"),
        new(Binary, 40, 1, @"\AERROR: unable to set admin state: unknown admin state name: bogus: default_state must be one of .+\n\z", null, "the way out"),
        new(Binary, 45, 1, @"\AERROR: Unable to start application: kubeexec\.token_file: .+ no such file; .+\n\z", null, "the first thing that is missing, and the way out"),
        new(Binary, 47, 1, @"\A(?:ERROR: .+\n)*ERROR: Unable to start application: the configuration has no section ""glusterfs""\n\z", null, "a nil dereference explains nothing"),
        new(Binary, 50, 1, @"\AERROR: Unable to start application: Unable to open database: \S+junk\.db is not a database of this server .+\n\z", null, OtherKind),
        new(Binary, 58, 1, @"\AERROR: HTTP Server error: listen tcp :19196: bind: address already in use\n\z", "Heketi <build> (using <build>)\n", "service managers must see the failure"),
        new(Binary, 11, 0, @"\A\z", null, "import --salvage is new") { Change = WithSalvage },
    ];

    private static string WithoutInconsistency(string report) => report
        .Replace("\"ok\": 5,\n        \"notok\": 1,\n        \"inconsistencies\": [\n            \"Volume <volume5> unknown brick <brick1>\"\n        ]",
            "\"ok\": 6,\n        \"notok\": 0,\n        \"inconsistencies\": null", StringComparison.Ordinal)
        .Replace("\"totalinconsistencies\": 1", "\"totalinconsistencies\": 0", StringComparison.Ordinal);

    private static string WithVerify(string help) => help.Replace(
        "creates a db file from JSON input\n",
        "creates a db file from JSON input\n  verify                        explains all that is wrong with a db file\n",
        StringComparison.Ordinal);

    private static string WithSalvage(string help) => help.Replace(
        "Input file with data in JSON format\n",
        "Input file with data in JSON format\n      --salvage           Of a damaged db of the original, read what is whole\n",
        StringComparison.Ordinal);
}
