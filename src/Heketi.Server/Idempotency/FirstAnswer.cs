namespace Heketi.Server.Idempotency;

/// <summary>The first answer to a create, kept to be given again.</summary>
/// <param name="Status">Status.</param>
/// <param name="Location">Header Location, or empty.</param>
/// <param name="ContentType">Header Content-Type; null: none.</param>
/// <param name="Body">Body.</param>
internal sealed record FirstAnswer(int Status, string Location, string? ContentType, byte[] Body)
{
    private const string QueuePath = "/queue/";

    /// <summary>The queue id of an accepted request; null when there is none.</summary>
    public string? QueueId => Status == StatusCodes.Status202Accepted && Location.StartsWith(QueuePath, StringComparison.Ordinal)
        ? Location[QueuePath.Length..]
        : null;

    /// <summary>An accepted request.</summary>
    public static FirstAnswer Accepted(string queueId) => new(StatusCodes.Status202Accepted, QueuePath + queueId, null, []);

    /// <summary>Gives it again.</summary>
    public async Task ReplayAsync(HttpContext context)
    {
        context.Response.StatusCode = Status;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = Body.Length;
        if (Location.Length > 0)
        {
            context.Response.Headers.Location = Location;
        }

        await context.Response.BodyWriter.WriteAsync(Body, context.RequestAborted);
    }
}
