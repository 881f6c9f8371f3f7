using System.Text.Json.Serialization;

namespace Heketi.Cli.Topology;

/// <summary>Reads topology files without reflection. Case of keys does not matter, as in the original.</summary>
[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(TopologyFile))]
[JsonSerializable(typeof(FileDeviceObject))]
internal sealed partial class TopologyFileContext : JsonSerializerContext;
