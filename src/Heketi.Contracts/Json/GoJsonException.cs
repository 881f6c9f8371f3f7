namespace Heketi.Contracts.Json;

/// <summary>A body is not JSON, or a value in it has the wrong type. The message has the words of Go's JSON decoder, which clients of Heketi know.</summary>
public sealed class GoJsonException(string message) : Exception(message);
