namespace Heketi.Core.Operations.Journal;

/// <summary>The server stopped while the operation ran; the journal knows it.</summary>
public sealed class OperationInterruptedException(string message) : Exception(message);
