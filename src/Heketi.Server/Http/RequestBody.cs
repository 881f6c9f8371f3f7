using System.Buffers;
using Heketi.Contracts.Json;

namespace Heketi.Server.Http;

/// <summary>Reads a request body as a whole. Its content type does not matter (Heketi API).</summary>
internal static class RequestBody
{
    /// <summary>Larger bodies are refused with 413.</summary>
    public const int MaxBytes = 32 * 1024 * 1024;

    /// <summary>Turns a body into a request.</summary>
    public delegate T Parser<out T>(ReadOnlySpan<byte> json);

    /// <summary>Reads and parses; a body that cannot be parsed is answered with 422, and null comes back.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, Parser<T> parse)
        where T : class
    {
        try
        {
            return await ParseAsync(context, parse);
        }
        catch (GoJsonException)
        {
            await Answers.ErrorAsync(context, StatusCodes.Status422UnprocessableEntity, "request unable to be parsed");
            return null;
        }
    }

    /// <summary>Reads and parses.</summary>
    /// <exception cref="GoJsonException">It cannot be parsed.</exception>
    public static async Task<T> ParseAsync<T>(HttpContext context, Parser<T> parse)
        where T : class
    {
        var reader = context.Request.BodyReader;
        while (true)
        {
            var result = await reader.ReadAsync(context.RequestAborted);
            if (!result.IsCompleted)
            {
                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                continue;
            }

            try
            {
                return Parse(result.Buffer, parse);
            }
            finally
            {
                reader.AdvanceTo(result.Buffer.End);
            }
        }
    }

    /// <summary>Whether there is a body.</summary>
    public static bool Exists(HttpContext context) =>
        context.Request.ContentLength > 0 || context.Request.Headers.TransferEncoding.Count > 0;

    private static T Parse<T>(ReadOnlySequence<byte> body, Parser<T> parse)
    {
        if (body.IsSingleSegment)
        {
            return parse(body.FirstSpan);
        }

        var size = (int)body.Length;
        var whole = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            body.CopyTo(whole);
            return parse(whole.AsSpan(0, size));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(whole);
        }
    }
}
