namespace Heketi.Server.Verbs;

/// <summary>All commands of the server's program with their help, as in the original, and <c>db verify</c>.</summary>
internal static class VerbTree
{
    private static readonly VerbFlag Debug = new("debug", "", "Show debug logs on stdout");
    private static readonly VerbFlag Config = new("config", "string", "Configuration file");
    private static readonly VerbFlag Salvage = new("salvage", "", "Of a damaged db of the original, read what is whole");

    private static readonly string[] Shells = ["bash", "fish", "powershell", "zsh"];

    public static Verb Root(DatabaseVerbs database, DatabaseRepairs repairs, OfflineVerbs offline) => new("heketi", "Heketi is a restful volume management server")
    {
        Example = "heketi --config=/config/file/path/",
        Children =
        [
            Completion(),
            new("db", "heketi db management") { Children = Database(database, repairs) },
            Offline(offline),
        ],
    };

    private static IReadOnlyList<Verb> Database(DatabaseVerbs database, DatabaseRepairs repairs) =>
    [
        new("consistency-check", "checks the db for inconsistencies")
        {
            Example = "heketi db consistency-check --dbfile=/db/file/path/",
            Flags = [new("dbfile", "string", "File path for db to be exported"), Debug],
            Run = database.CheckAsync,
        },
        new("delete-bricks-with-empty-path", "removes brick entries from db that have empty path")
        {
            Example = "heketi db delete-bricks-with-empty-path --dbfile=/db/file/path/",
            Flags =
            [
                new("all", "", "if set true, then all bricks with empty path are removed"),
                new("clusters", "strings", "comma separated list of cluster IDs"),
                new("dbfile", "string", "File path for db to operate on"),
                Debug,
                new("devices", "strings", "comma separated list of device IDs"),
                new("nodes", "strings", "comma separated list of node IDs"),
            ],
            Run = repairs.DeleteBricksAsync,
        },
        new("export", "export creates a JSON file from a db file")
        {
            Example = "heketi db export --jsonfile=/json/file/path/ --dbfile=/db/file/path/",
            Flags =
            [
                new("dbfile", "string", "File path for db to be exported"), Debug, new("jsonfile", "string", "File path for JSON file to be created"),
            ],
            Run = database.ExportAsync,
        },
        new("import", "import creates a db file from JSON input")
        {
            Example = "heketi import db --jsonfile=/json/file/path/ --dbfile=/db/file/path/",
            Flags =
            [
                new("dbfile", "string", "File path for db to be created"), Debug, new("jsonfile", "string", "Input file with data in JSON format"), Salvage,
            ],
            Run = database.ImportAsync,
        },
        new("verify", "explains all that is wrong with a db file")
        {
            Example = "heketi db verify --dbfile=/db/file/path/",
            Flags = [new("dbfile", "string", "File path of a db of this server, of the original, or of an export"), Salvage],
            Run = database.VerifyAsync,
        },
    ];

    private static Verb Offline(OfflineVerbs offline) => new("offline", "perform offline operations")
    {
        Children =
        [
            new("cleanup-operations", "clean up all pending operations stored in heketi db")
            {
                Example = "heketi offline cleanup-operations --config=heketi.json",
                Flags = [Config],
                Run = offline.CleanUpAsync,
            },
            new("state", "view or modify heketi's state")
            {
                Children =
                [
                    new("examine", "compare heketi database with real state of backend/user systems")
                    {
                        Children =
                        [
                            new("gluster", "compare heketi database with state of Gluster")
                            {
                                Example = "heketi offline state examine gluster --config=keti.json",
                                Flags = [Config],
                                Run = offline.ExamineAsync,
                            },
                        ],
                    },
                ],
            },
            new("update-dbvol", "(special) update settings on heketi db storage volume")
            {
                Example = "heketi offline update-dbvol --config=heketi.json",
                Flags = [Config, new("force-volume-name", "string", "Force volume name")],
                Run = offline.UpdateDatabaseVolumeAsync,
            },
        ],
    };

    private static Verb Completion() => new("completion", "generate the autocompletion script for the specified shell")
    {
        Description = "\nGenerate the autocompletion script for heketi for the specified shell.\n"
            + "See each sub-command's help for details on how to use the generated script.",
        Children =
        [
            .. Shells.Select(shell => new Verb(shell, "generate the autocompletion script for " + shell)),
        ],
    };
}
