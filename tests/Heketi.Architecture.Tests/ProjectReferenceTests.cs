using System.Xml.Linq;

namespace Heketi.Architecture.Tests;

/// <summary>Keeps the arrows of docs/architecture.md: Server -> {LiteDb, Nodes} -> Core -> Contracts; Cli -> Client -> Contracts.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Heketi.Contracts"] = [],
        ["Heketi.Core"] = ["Heketi.Contracts"],
        ["Heketi.LiteDb"] = ["Heketi.Core"],
        ["Heketi.Nodes"] = ["Heketi.Core"],
        ["Heketi.Migration"] = ["Heketi.Core"],
        ["Heketi.Server"] = ["Heketi.Contracts", "Heketi.Core", "Heketi.LiteDb", "Heketi.Nodes", "Heketi.Migration"],
        ["Heketi.Client"] = ["Heketi.Contracts"],
        ["Heketi.Cli"] = ["Heketi.Client", "Heketi.Contracts"],
    };

    private static readonly Dictionary<string, string[]> AllowedPackages = new()
    {
        ["Heketi.Contracts"] = [],
        ["Heketi.Core"] = ["Microsoft.Extensions.Logging.Abstractions"],
    };

    public static TheoryData<string> Projects => [.. ProductProjects().Select(p => Path.GetRelativePath(Root(), p))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_one_way(string project)
    {
        var name = Path.GetFileNameWithoutExtension(project);
        var references = Elements(project, "ProjectReference").Select(Path.GetFileNameWithoutExtension);

        Allowed.Should().ContainKey(name, "a new project needs its place in docs/architecture.md and here");
        references.Should().BeSubsetOf(Allowed[name]);
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_domain_knows_no_HTTP_no_database_no_SSH(string project)
    {
        if (AllowedPackages.TryGetValue(Path.GetFileNameWithoutExtension(project), out var allowed))
        {
            Elements(project, "PackageReference").Should().BeSubsetOf(allowed);
            Elements(project, "FrameworkReference").Should().BeEmpty();
        }
    }

    [Fact]
    public void The_files_of_the_product_are_small()
    {
        var large = ProductProjects()
            .SelectMany(p => Directory.EnumerateFiles(Path.GetDirectoryName(p)!, "*.cs", SearchOption.AllDirectories))
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(f => (File: Path.GetRelativePath(Root(), f), Lines: File.ReadLines(f).Count()))
            .Where(f => f.Lines > 330);

        large.Should().BeEmpty();
    }

    private static IEnumerable<string> ProductProjects() =>
        new[] { "src", "client" }
            .Select(d => Path.Combine(Root(), d))
            .Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.csproj", SearchOption.AllDirectories));

    private static IEnumerable<string> Elements(string project, string name) =>
        XDocument.Load(Path.Combine(Root(), project)).Descendants(name).Select(e => e.Attribute("Include")!.Value);

    private static string Root()
    {
        var directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Heketi.sln")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("not inside a checkout");
        }

        return directory;
    }
}
