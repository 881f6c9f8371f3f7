using System.Text.Json.Serialization;

namespace Heketi.Server.Http;

/// <summary>Serializer of problems, made at compile time.</summary>
[JsonSerializable(typeof(Problem))]
internal sealed partial class ProblemJson : JsonSerializerContext;
