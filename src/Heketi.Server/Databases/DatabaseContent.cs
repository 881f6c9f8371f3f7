using Heketi.Core.Topology;
using Heketi.Migration;
using Heketi.Migration.Export;

namespace Heketi.Server.Databases;

/// <summary>What is in a database file.</summary>
/// <param name="Kind">What kind of file it is.</param>
/// <param name="Document">Its entries.</param>
/// <param name="Topology">Its topology, for one of this server; else null.</param>
/// <param name="Damage">What could not be read and was left out.</param>
/// <param name="Notices">What is worth a word: buckets that old versions do not have.</param>
public sealed record DatabaseContent(
    DatabaseKind Kind, ExportDocument Document, TopologySnapshot? Topology, IReadOnlyList<Damage> Damage, IReadOnlyList<string> Notices);
