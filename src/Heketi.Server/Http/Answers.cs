using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Heketi.Server.Http;

/// <summary>The forms that answers of the Heketi API have, byte for byte.</summary>
internal static class Answers
{
    /// <summary>Longer bodies are sent in chunks, as Go's HTTP library does.</summary>
    private const int MaxWholeBody = 2048;
    private const string Html = "text/html; charset=utf-8";
    private const string JsonType = "application/json; charset=UTF-8";

    /// <summary>What went wrong: a plain text, or a problem (RFC 9457) for clients that accept one.</summary>
    public static Task ErrorAsync(HttpContext context, int status, string text)
    {
        if (Problem.IsAccepted(context))
        {
            return Problem.WriteAsync(context, status, text);
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        return TextAsync(context, status, "text/plain; charset=utf-8", text + "\n");
    }

    /// <summary>A text.</summary>
    public static async Task TextAsync(HttpContext context, int status, string type, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        var size = Encoding.UTF8.GetByteCount(text);
        if (size <= MaxWholeBody)
        {
            context.Response.ContentLength = size;
        }

        if (!HttpMethods.IsHead(context.Request.Method))
        {
            Encoding.UTF8.GetBytes(text, context.Response.BodyWriter);
            await context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        }
    }

    /// <summary>A body that is ready.</summary>
    public static async Task BytesAsync(HttpContext context, string type, ReadOnlyMemory<byte> body)
    {
        context.Response.ContentType = type;
        if (body.Length <= MaxWholeBody)
        {
            context.Response.ContentLength = body.Length;
        }

        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>JSON that is ready, with its newline.</summary>
    public static Task JsonAsync(HttpContext context, ReadOnlyMemory<byte> body) => BytesAsync(context, JsonType, body);

    /// <summary>JSON with a newline at its end, written straight into the connection's buffers.</summary>
    public static async Task JsonAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK, string mediaType = JsonType)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        var size = Write(response.BodyWriter, value, type);
        if (size <= MaxWholeBody)
        {
            response.ContentLength = size;
        }

        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>No body. <paramref name="json"/>: with the content type of one that is not there (Heketi API).</summary>
    public static Task Empty(HttpContext context, int status, bool json = false)
    {
        context.Response.StatusCode = status;
        if (status != StatusCodes.Status204NoContent && !HttpMethods.IsHead(context.Request.Method))
        {
            context.Response.ContentLength = 0;
        }

        if (json)
        {
            context.Response.ContentType = JsonType;
        }

        return Task.CompletedTask;
    }

    /// <summary>Refers to another place: a link for GET, no body for the others.</summary>
    public static Task LinkAsync(HttpContext context, int status, string location, string word)
    {
        context.Response.Headers.Location = location;
        return HttpMethods.IsGet(context.Request.Method)
            ? TextAsync(context, status, Html, $"<a href=\"{WebUtility.HtmlEncode(location)}\">{word}</a>.\n\n")
            : Empty(context, status);
    }

    /// <summary>An operation was started.</summary>
    public static Task AcceptedAsync(HttpContext context, string queueId) =>
        LinkAsync(context, StatusCodes.Status202Accepted, "/queue/" + queueId, "Accepted");

    /// <summary>Writes JSON with a newline at its end and tells how many bytes that were.</summary>
    public static long Write<T>(IBufferWriter<byte> output, T value, JsonTypeInfo<T> type)
    {
        // The type's own options carry the escaping; the writer has to be told, too
        using var writer = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = type.Options.Encoder, SkipValidation = true });
        JsonSerializer.Serialize(writer, value, type);
        writer.Flush();
        output.Write("\n"u8);
        return writer.BytesCommitted + 1;
    }
}
