using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Heketi.Conformance.Http;
using Heketi.Conformance.Recordings;

namespace Heketi.Conformance.Expectations;

/// <summary>
/// The state examiner's answers: the document of the original, whose mock answers volumes without names that exist nowhere, and
/// <c>findings</c> at its end. The database within it is compared where it is recorded alone (the file "db").
/// </summary>
internal static partial class ExaminerDifferences
{
    private const string Reason = "the mock's volumes are those that exist; bricks, mounts and disks are compared too";

    public static ImmutableArray<Difference> All { get; } =
    [
        new Difference
        {
            Id = "examiner",
            Files = "logging_and_examine",
            Steps = "^56 ",
            Reason = Reason,
            Judge = static (recorded, response) => IsRight(recorded, response, AllMatch, volumesPerNode: 1),
        },
        new Difference
        {
            Id = "examiner",
            Files = "executor_success_commands",
            Steps = "^117 ",
            Reason = Reason,
            // The simulated hosts keep LVM and mounts; only Gluster says nothing here
            Judge = static (recorded, response) =>
                IsRight(recorded, response, [.. Report(recorded).Where(line => !line.Contains(" LVM ", StringComparison.Ordinal))], volumesPerNode: null),
        },
    ];

    private static ImmutableArray<string> AllMatch =>
        ["OnDemand Examiner invoked while 0 ops are in flight", "heketi volume list matches with volume list of all nodes"];

    private static bool IsRight(RecordedExchange recorded, RawResponse response, ImmutableArray<string> report, int? volumesPerNode)
    {
        var theirs = JsonNode.Parse(recorded.ResponseBody!)!.AsObject();
        if (JsonNode.Parse(Encoding.UTF8.GetString(response.Body)) is not JsonObject ours)
        {
            return false;
        }

        return ours.Select(p => p.Key).SequenceEqual(theirs.Select(p => p.Key))
            && Report(ours).SequenceEqual(report)
            && Tables(ours).SequenceEqual(Tables(theirs))
            && Nodes(ours).Count() == Nodes(theirs).Count()
            && Nodes(ours).Zip(Nodes(theirs)).All(pair => IsSame(pair.First, pair.Second, volumesPerNode));
    }

    /// <summary>The lines without their ids, in an order of their own: that of the original is the order of random ids.</summary>
    private static ImmutableArray<string> Report(JsonObject answer) =>
        [.. answer["report"]!.AsArray().Select(line => Ids().Replace((string)line!, "ID")).Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> Report(RecordedExchange recorded) => Report(JsonNode.Parse(recorded.ResponseBody!)!.AsObject());

    /// <summary>How many entries each kind has in the database; which operations were undone before is another matter.</summary>
    private static IEnumerable<string> Tables(JsonObject answer) =>
        answer["heketidb"]!.AsObject().Select(table => table.Key == "pendingoperations" ? table.Key : $"{table.Key}: {table.Value!.AsObject().Count}");

    private static IEnumerable<JsonObject> Nodes(JsonObject answer) =>
        answer["clusters"]!.AsArray().SelectMany(cluster => cluster!["NodesData"]!.AsArray()).Select(node => node!.AsObject());

    /// <summary>The same fields, and the same in all but the volumes; these have names and three bricks. None: what LVM has is there.</summary>
    private static bool IsSame(JsonObject ours, JsonObject theirs, int? volumes) =>
        ours.Select(p => p.Key).SequenceEqual(theirs.Select(p => p.Key))
        && volumes switch
        {
            null => ours["VolumeInfo"] is null && ours["LVMVGInfo"]!["report"]![0]!["vg"]!.AsArray().Count > 0,
            not null when !ours.Where(p => p.Key is not ("NodeHeketiID" or "VolumeInfo")).All(p => JsonNode.DeepEquals(p.Value, theirs[p.Key])) => false,
            { } count => ours["VolumeInfo"]!["Volumes"]!["VolumeList"]!.AsArray() is { } list
                && list.Count == count
                && list.All(volume => volume!.AsObject().Select(p => p.Key).SequenceEqual(FieldsOfVolume(theirs)))
                && list.All(volume => Name().IsMatch((string)volume!["VolumeName"]!) && volume["Bricks"]!["BrickList"]!.AsArray().Count == 3),
        };

    private static IEnumerable<string> FieldsOfVolume(JsonObject node) =>
        node["VolumeInfo"]!["Volumes"]!["VolumeList"]!.AsArray()[0]!.AsObject().Select(p => p.Key);

    [GeneratedRegex("[0-9a-f]{32}|<[a-z]+[0-9]+>", RegexOptions.CultureInvariant)]
    private static partial Regex Ids();

    [GeneratedRegex("^vol_[0-9a-f]{32}$", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
