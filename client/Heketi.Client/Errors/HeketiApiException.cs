using System.Net;

namespace Heketi.Client.Errors;

/// <summary>The server refused a request, or an operation that it had accepted failed.</summary>
public sealed class HeketiApiException : HeketiException
{
    /// <summary>The server's status and its text, without the newline at the end.</summary>
    public HeketiApiException(HttpStatusCode status, string message)
        : base(message) => Status = status;

    /// <summary>Status of the answer. A failed operation is always 500, whatever its cause.</summary>
    public HttpStatusCode Status { get; }
}
