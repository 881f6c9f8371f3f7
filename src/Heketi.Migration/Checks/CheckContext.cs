using System.Text.Json;
using System.Text.Json.Serialization;
using Heketi.Contracts.Json;

namespace Heketi.Migration.Checks;

/// <summary>Serializer of the report, made at compile time.</summary>
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckContext : JsonSerializerContext
{
    /// <summary>What Go would write, indented by four blanks.</summary>
    public static CheckContext Go { get; } =
        new(new JsonSerializerOptions { Encoder = GoJsonEncoder.Instance, WriteIndented = true, IndentSize = 4 });
}
